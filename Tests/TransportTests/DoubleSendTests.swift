import Testing

@testable import Transport

/// Connections that die during a request. libcurl would repeat such a request by itself; the server here counts the requests
/// that it gets.
@Suite struct DoubleSendTests {
  @Test("a request that was read and not answered is not repeated", arguments: Step.Manner.endings)
  func notRepeated(_ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.receipt, .drop(at: .body, manner), .receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).isReceipt)
      #expect(await client.post(envelope).unknown == .connectionLost)

      #expect(try await server.report().requests.map(\.connection) == [1, 1])
      #expect(await client.post(envelope).isReceipt)
      #expect(try await server.report().requests.count == 3)
    }
  }

  @Test("a kept connection that dies before the body is replaced", arguments: Step.Manner.endings)
  func keptConnectionDies(_ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.receipt, .drop(at: .header, manner), .receipt]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.bodyPause?.shortestOnKept = .seconds(300)
      let client = try HTTPClient(configuration)
      #expect(await client.post(envelope).isReceipt)
      #expect(await client.post(envelope).isReceipt)
      let report = try await server.report()
      #expect(report.requests.map(\.connection) == [1, 2], "\(report)")
    }
  }

  @Test("a connection that was closed while idle is replaced") func closedWhileIdle() async throws {
    try await ScriptedServer.with([.receipt.thenClose]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.bodyPause?.shortestOnKept = .seconds(300)
      let client = try HTTPClient(configuration)
      for _ in 1...3 { #expect(await client.post(envelope).isReceipt) }
      #expect(try await server.report().requests.map(\.connection) == [1, 2, 3])
    }
  }

  @Test("a new connection that dies after the body leaves delivery in doubt", arguments: Step.Manner.endings)
  func newConnectionDiesAfterBody(_ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.drop(at: .body, manner)]) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.post(envelope).unknown == .connectionLost)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test(
    "a new connection that dies before the body delivers nothing",
    arguments: [Step.Moment.connect, .header],
    Step.Manner.endings
  )
  func newConnectionDiesBeforeBody(
    _ moment: Step.Moment,
    _ manner: Step.Manner
  ) async throws {
    try await ScriptedServer.with([.drop(at: moment, manner)]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.bodyPause = .untilRejected
      let client = try HTTPClient(configuration)
      #expect(await client.post(envelope).notDelivered == .connectionLost)
      let report = try await server.report()
      #expect(report.requests.isEmpty)
      #expect(report.connections == 1)
    }
  }
}
