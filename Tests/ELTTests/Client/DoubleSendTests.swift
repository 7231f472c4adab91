import Testing
import TimeReport

@testable import ELT

/// A kept connection that dies under a request. libcurl would send such a request again by itself; the server here
/// counts what it got.
@Suite struct DoubleSendTests {
  @Test(arguments: Step.Manner.allCases)
  func aRequestThatWasReadAndNotAnsweredIsNotSentAgain(_ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.receipt, .drop(at: .body, manner), .receipt]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
      #expect(await client.send(envelope).unknownCode == .transportConnectionLost)

      #expect(try await server.report().requests.map(\.connection) == [1, 1])
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
      #expect(try await server.report().requests.count == 3)
    }
  }

  @Test(arguments: Step.Manner.allCases)
  func aConnectionThatDiesBeforeTheBodyIsReplacedUnseen(_ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.receipt, .drop(at: .header, manner), .receipt]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.bodyPause.shortestOnKept = .seconds(300)
      let client = try ELTClient(configuration)
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
      let report = try await server.report()
      #expect(report.requests.map(\.connection) == [1, 2], "\(report)")
    }
  }

  @Test func aConnectionClosedWhileIdleIsReplacedUnseen() async throws {
    try await ScriptedServer.with([.receipt.thenClose]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.bodyPause.shortestOnKept = .seconds(300)
      let client = try ELTClient(configuration)
      for _ in 1...3 { #expect(await client.send(envelope) == .receipt(txId: Answers.txId)) }
      #expect(try await server.report().requests.map(\.connection) == [1, 2, 3])
    }
  }

  @Test(arguments: Step.Manner.allCases)
  func aFreshConnectionThatDiesAfterTheBodyLeavesItUnknown(_ manner: Step.Manner) async throws {
    try await ScriptedServer.with([.drop(at: .body, manner)]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode == .transportConnectionLost)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test(arguments: [Step.Moment.connect, .header], Step.Manner.allCases)
  func aFreshConnectionThatDiesBeforeTheBodyDeliversNothing(
    _ moment: Step.Moment,
    _ manner: Step.Manner
  ) async throws {
    try await ScriptedServer.with([.drop(at: moment, manner)]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.bodyPause = .untilBadNews
      let client = try ELTClient(configuration)
      #expect(await client.send(envelope).notDeliveredCode == .transportConnectionLost)
      let report = try await server.report()
      #expect(report.requests.isEmpty)
      #expect(report.connections == 1)
    }
  }
}
