import Testing
import TimeReport

@testable import ELT

/// The request has left and no answer comes, or none that can be used.
@Suite struct NoAnswerTests {
  @Test func theServerTakesTooLong() async throws {
    try await ScriptedServer.with([.stall]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.requestTimeout = .seconds(4)
      let client = try ELTClient(configuration)
      #expect(await client.send(envelope).unknownCode == .transportTimeout)
      #expect(try await server.report(afterGone: 1).requests.count == 1)
    }
  }

  @Test func theAnswerBreaksOff() async throws {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + Answers.receipt
    try await ScriptedServer.with([.raw(half)]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode == .eltAnswerCutShort)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test func theHeaderBreaksOff() async throws {
    try await ScriptedServer.with([.raw("HTTP/1.1 2")]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode != nil)
    }
  }

  @Test(arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{FF}", "<html></html>"])
  func theAnswerIsNotHTTP(_ bytes: String) async throws {
    try await ScriptedServer.with([.raw(bytes)]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode == .eltAnswerUnreadable)
    }
  }

  @Test func theAnswerNeverEnds() async throws {
    try await ScriptedServer.with([.flood]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode == .eltAnswerTooLarge)
    }
  }

  @Test func theHeaderNeverEnds() async throws {
    let header = String(repeating: "X-Long: \(String(repeating: "x", count: 1000))\r\n", count: 100)
    try await ScriptedServer.with([.raw("HTTP/1.1 200 OK\r\n" + header)]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode == .eltAnswerTooLarge)
    }
  }
}
