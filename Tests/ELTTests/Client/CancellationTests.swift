import Testing
import TimeReport

@testable import ELT

@Suite struct CancellationTests {
  @Test func aCallUnderWayIsHungUpAtOnce() async throws {
    try await ScriptedServer.with([.stall, .receipt]) { server in
      let client = try ELTClient(try await .test(server))
      let call = Task { await client.send(envelope) }
      _ = try await server.report(afterRequests: 1)
      call.cancel()
      #expect(await call.value.unknownCode == .transportCancelled)
      _ = try await server.report(afterGone: 1)
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
    }
  }

  @Test func aCallWaitingItsTurnIsNeverSent() async throws {
    try await ScriptedServer.with([.stall]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.maximumInFlight = 1
      let client = try ELTClient(configuration)
      let first = Task { await client.send(envelope) }
      _ = try await server.report(afterRequests: 1)
      let second = Task { await client.send(envelope) }
      second.cancel()
      #expect(await second.value.notDeliveredCode == .transportCancelled)
      first.cancel()
      _ = await first.value
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test func aTaskCancelledBeforehandSendsNothing() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try ELTClient(try await .test(server))
      let call = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await client.send(envelope)
      }
      #expect(await call.value.notDeliveredCode == .transportCancelled)
      #expect(try await server.report().requests.isEmpty)
    }
  }
}
