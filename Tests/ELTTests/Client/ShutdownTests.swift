import Testing
import TimeReport

@testable import ELT

@Suite struct ShutdownTests {
  @Test func finishesWhatIsUnderWayAndTakesNothingNew() async throws {
    // Both answers are held back until both requests are in, so the first is under way when shutdown begins.
    try await ScriptedServer.with([.answer(body: Answers.receipt, batch: 2)]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.maximumInFlight = 1
      let client = try ELTClient(configuration)
      let call = Task { await client.send(envelope) }
      _ = try await server.report(afterRequests: 1)
      let shutdown = Task { await client.shutdown() }
      // Waits its turn if it comes before the shutdown, and is turned away either way.
      #expect(await client.send(envelope).notDeliveredCode == .transportClientClosed)
      let other = try ELTClient(try await .test(server))
      #expect(await other.send(envelope) == .receipt(txId: Answers.txId))
      #expect(await call.value == .receipt(txId: Answers.txId))
      await shutdown.value
    }
  }

  @Test func mayBeAskedForTwiceAndOfAnUnusedClient() async throws {
    let client = try ELTClient(try await .test("https://127.0.0.1:1/"))
    async let first: Void = client.shutdown()
    async let second: Void = client.shutdown()
    _ = await (first, second)
    await client.shutdown()
    #expect(await client.send(envelope).notDeliveredCode == .transportClientClosed)
    #expect(await client.handshake()?.code == .transportClientClosed)
  }
}
