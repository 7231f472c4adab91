import Testing

@testable import Transport

@Suite struct ShutdownTests {
  @Test("shutdown finishes calls in progress and rejects new ones") func finishes() async throws {
    // The server holds both answers back until it has both requests, so the first call is in progress when shutdown begins.
    try await ScriptedServer.with([.answer(body: Step.receiptBody, batch: 2)]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.maximumInFlight = 1
      let client = try HTTPClient(configuration)
      let call = Task { await client.post(envelope) }
      _ = try await server.report(afterRequests: 1)
      let shutdown = Task { await client.shutdown() }
      // Waits if it comes before the shutdown; is rejected either way.
      #expect(await client.post(envelope).notDelivered == .clientClosed)
      let other = try HTTPClient(try await .test(server))
      #expect(await other.post(envelope).isReceipt)
      #expect(await call.value.isReceipt)
      await shutdown.value
    }
  }

  @Test("shutdown may be called twice, and on an unused client") func twice() async throws {
    let client = try HTTPClient(try await .test("https://127.0.0.1:1/"))
    async let first: Void = client.shutdown()
    async let second: Void = client.shutdown()
    _ = await (first, second)
    await client.shutdown()
    #expect(await client.post(envelope).notDelivered == .clientClosed)
    #expect(await client.handshake() == .clientClosed)
  }
}
