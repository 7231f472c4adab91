import Testing

@testable import Transport

/// Answers that begin before the whole request was sent.
@Suite struct EarlyAnswerTests {
  private static func head(_ status: Int) -> String {
    "HTTP/1.1 \(status) Early\r\nRetry-After: 120\r\nContent-Length: \(Step.receiptBody.count)\r\n\r\n\(Step.receiptBody)"
  }

  @Test(
    "an answer to the header keeps its status, whatever the server does then; the body is not sent",
    arguments: [200, 307, 400, 403, 413, 421, 500, 503],
    [Step.Manner.close, .reset, .goodbye, .keep]
  )
  func toHeader(_ status: Int, _ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.raw(Self.head(status), at: .header, then: manner)]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.bodyPause = .untilRejected
      let answer = try await HTTPClient(configuration).post(envelope).answer
      #expect(answer?.status == status && answer?.requestSent == .nothing)
      #expect(answer?.header("Retry-After") == "120")
    }
  }

  @Test("an early answer in pieces is early, although its end comes late") func inPieces() async throws {
    let pieces = ["HTTP/1.1 5", "03 Away\r\nRetry-Af", "ter: 120\r\nContent-Length: 0\r\n", "\r\n"]
    let step = Step.raw(pieces[0], pieces[1], pieces[2], pieces[3], at: .header, then: .reset)
    try await ScriptedServer.with([step]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.bodyPause = .untilRejected
      let answer = try await HTTPClient(configuration).post(envelope).answer
      #expect(answer?.status == 503 && answer?.requestSent == .nothing)
      #expect(answer?.header("Retry-After") == "120")
    }
  }

  @Test(
    "an answer after a part of the body keeps its status and leaves delivery in doubt",
    arguments: [200, 413, 503],
    [Step.Manner.close, .reset, .keep]
  )
  func toPart(_ status: Int, _ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.raw(Self.head(status), at: .part, then: manner)]) { server in
      let client = try HTTPClient(try await .test(server))
      // More than all buffers on the way hold.
      let answer = await client.post([UInt8](repeating: UInt8(ascii: "x"), count: 64 << 20)).answer
      #expect(answer?.status == status && answer?.requestSent == .some)
      #expect(answer?.header("Retry-After") == "120")
    }
  }
}
