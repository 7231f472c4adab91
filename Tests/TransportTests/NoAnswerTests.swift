import Testing

@testable import Transport

/// The request was sent, and no answer comes, or none that can be used.
@Suite struct NoAnswerTests {
  @Test("a server that is too slow leaves delivery in doubt") func timeout() async throws {
    // The timeout must cover the handshake and the body, which depends on the machine: a call whose body did not reach the
    // server is repeated with a longer timeout.
    for seconds in [4, 16, 64] {
      let received = try await ScriptedServer.with([.stall]) { server in
        var configuration = try await HTTPConfiguration.test(server)
        configuration.requestTimeout = .seconds(seconds)
        let client = try HTTPClient(configuration)
        let result = await client.post(envelope)
        guard try await server.report().requests.count == 1 else { return false }
        #expect(result.unknown == .timeout)
        #expect(try await server.report(afterGone: 1).requests.count == 1)
        return true
      }
      if received { return }
    }
    Issue.record("No request reached the server.")
  }

  @Test("an answer that is cut short is marked") func cutShort() async throws {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegin"
    try await ScriptedServer.with([.raw(half)]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).answer?.defect == .cutShort)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test("a header that is cut short leaves delivery in doubt") func headerCutShort() async throws {
    try await ScriptedServer.with([.raw("HTTP/1.1 2")]) { server in
      let client = try HTTPClient(try await .test(server))
      let result = await client.post(envelope)
      #expect(result.unknown != nil || result.answer?.defect == .cutShort, "\(result)")
    }
  }

  @Test(
    "an answer that is not HTTP leaves delivery in doubt",
    arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{FF}", "<html></html>"]
  )
  func notHTTP(_ bytes: String) async throws {
    try await ScriptedServer.with([.raw(bytes)]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).unknown == .notHTTP)
    }
  }

  @Test("an endless body is cut off") func endlessBody() async throws {
    try await ScriptedServer.with([.flood]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).answer?.defect == .tooLarge)
    }
  }

  @Test("an endless header is cut off") func endlessHeader() async throws {
    let header = String(repeating: "X-Long: \(String(repeating: "x", count: 1000))\r\n", count: 100)
    try await ScriptedServer.with([.raw("HTTP/1.1 200 OK\r\n" + header)]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).answer?.defect == .tooLarge)
    }
  }
}
