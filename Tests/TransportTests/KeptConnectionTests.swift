import Testing

@testable import Transport

/// Bytes that a server leaves on a kept connection.
@Suite struct KeptConnectionTests {
  private static let receipt =
    "HTTP/1.1 200 OK\r\nContent-Length: \(Step.receiptBody.count)\r\n\r\n\(Step.receiptBody)"
  private static let refusal = "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nNo"

  @Test(
    "a connection with unread bytes is not used again",
    arguments: [[receipt, receipt], [receipt + receipt], [receipt + "\r\n"], [receipt, "garbage"]]
  )
  func unreadBytes(_ pieces: [String]) async throws {
    var first = Step.raw(at: .body, then: .keep)
    first.pieces = pieces
    try await ScriptedServer.with([first, .answer(500, body: "No")]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).isReceipt)
      _ = try await server.report(afterRawAnswers: 1)
      #expect(await client.post(envelope).answer?.status == 500)
      #expect(try await server.report().requests.map(\.connection) == [1, 2])
    }
  }

  @Test("two answers to a later call on a connection are ambiguous") func twoAnswers() async throws {
    try await ScriptedServer.with([.receipt, .raw(Self.receipt + Self.refusal, then: .keep)]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).isReceipt)
      #expect(await client.post(envelope).answer?.defect == .ambiguous)
    }
  }

  @Test("an answer in pieces is read, and the connection is used again") func pieces() async throws {
    let end = "\r\n\r\n\(Step.receiptBody)"
    let inPieces = Step.raw(
      "HTTP/1.",
      "1 200 OK\r\nContent-Length: ",
      "\(Step.receiptBody.count)",
      end,
      then: .keep
    )
    try await ScriptedServer.with([inPieces]) { server in
      let client = try HTTPClient(try await .test(server))
      for _ in 1...3 { #expect(await client.post(envelope).isReceipt) }
      #expect(try await server.report().connections == 1)
    }
  }

  @Test("an answer without a length ends with the connection", arguments: Step.Manner.endings)
  func untilClosed(_ manner: Step.Manner) async throws {
    let step = Step.raw("HTTP/1.0 200 OK\r\n\r\n\(Step.receiptBody)", then: manner)
    try await ScriptedServer.with([step]) { server in
      let client = try HTTPClient(try await .test(server))
      for _ in 1...2 { #expect(await client.post(envelope).isReceipt) }
      #expect(try await server.report().connections == 2)
    }
  }
}
