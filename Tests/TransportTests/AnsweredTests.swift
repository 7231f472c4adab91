import Testing

@testable import Transport

@Suite struct AnsweredTests {
  @Test("an answer keeps its status, headers and body") func wholeAnswer() async throws {
    try await ScriptedServer.with([.answer(500, headers: ["Retry-After": "17"], body: "Sorry"), .receipt]) {
      server in
      let client = try HTTPClient(try await .test(server))
      let answer = try #require(await client.post(envelope).answer)
      #expect(answer.status == 500 && answer.defect == nil)
      #expect(answer.header("retry-after") == "17")
      #expect(answer.body == Array("Sorry".utf8))
      #expect(await client.post(envelope).isReceipt)
    }
  }

  @Test("a body that is cut short keeps the status") func cutShort() async throws {
    try await ScriptedServer.with([.raw("HTTP/1.1 503 Away\r\nContent-Length: 9\r\n\r\n<ht")]) { server in
      let client = try HTTPClient(try await .test(server))
      let answer = await client.post(envelope).answer
      #expect(answer?.status == 503 && answer?.defect == .cutShort)
    }
  }

  @Test("a redirect is not followed", arguments: [301, 302, 307, 308]) func redirect(_ status: Int)
    async throws
  {
    try await ScriptedServer.with([.answer(status, headers: ["Location": "/elsewhere"])]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).answer?.status == status)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test("no status makes the client repeat a request", arguments: [401, 407, 417])
  func noRepetition(_ status: Int) async throws {
    let headers = ["WWW-Authenticate": "Basic realm=x", "Proxy-Authenticate": "Basic realm=x"]
    try await ScriptedServer.with([.answer(status, headers: headers)]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).answer?.status == status)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test("an interim answer is skipped") func interimAnswer() async throws {
    let answer =
      "HTTP/1.1 102 Processing\r\nRetry-After: 9\r\n\r\n" + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK"
    try await ScriptedServer.with([.raw(answer)]) { server in
      let client = try HTTPClient(try await .test(server))
      let answer = await client.post(envelope).answer
      #expect(answer?.status == 200 && answer?.header("Retry-After") == nil)
    }
  }
}
