import Testing

@testable import Transport

/// A responder over plain HTTP.
@Suite struct OCSPConnectionTests {
  @Test("a response is read, compressed or not", arguments: [nil, "gzip", "deflate"]) func response(
    _ coding: String?
  )
    async throws
  {
    let step = Step.answer(body: "response", coding: coding)
    try await ScriptedServer.with([step], .init(tlsVersion: "plain")) { server in
      let responder = OCSPConnection(url: "http://127.0.0.1:\(server.port)/ocsp")
      #expect(try await responder.exchange([1, 2, 3]) == Array("response".utf8))
      let request = try await server.report().requests.first
      #expect(request?.header.first == "POST /ocsp HTTP/1.1")
      #expect(request?.header.contains("Content-Type: application/ocsp-request") == true)
    }
  }

  @Test("a response that is cut short, too large or refused fails with its reason") func failures()
    async throws
  {
    let bomb = Step.answer(body: String(repeating: "x", count: 100_000), coding: "gzip")
    let cut = Step.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", then: .close)
    for (step, reason) in [(bomb, "too large"), (cut, "cut short"), (Step.answer(503), "HTTP status 503")] {
      try await ScriptedServer.with([step], .init(tlsVersion: "plain")) { server in
        let responder = OCSPConnection(url: "http://127.0.0.1:\(server.port)/ocsp")
        let failure = await #expect(throws: OCSPConnection.Failure.self) { try await responder.exchange([1]) }
        #expect(failure?.reason.contains(reason) == true)
      }
    }
  }

  @Test(
    "a URL with a user or password is never called",
    arguments: ["http://u@127.0.0.1/", "http://u:p@127.0.0.1/"]
  )
  func credentials(_ url: String) async {
    let failure = await #expect(throws: OCSPConnection.Failure.self) {
      try await OCSPConnection(url: url).exchange([1])
    }
    #expect(failure?.reason == "its URL cannot be called")
  }
}
