import Testing

@testable import Transport

@Suite struct CancellationTests {
  @Test("cancelling ends a call in progress at once") func inProgress() async throws {
    try await ScriptedServer.with([.stall, .receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      let call = Task { await client.post(envelope) }
      _ = try await server.report(afterRequests: 1)
      call.cancel()
      #expect(await call.value.unknown == .cancelled)
      _ = try await server.report(afterGone: 1)
      #expect(await client.post(envelope).isReceipt)
    }
  }

  @Test("a cancelled call that waits is never sent") func waiting() async throws {
    try await ScriptedServer.with([.stall]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.maximumInFlight = 1
      let client = try HTTPClient(configuration)
      let first = Task { await client.post(envelope) }
      _ = try await server.report(afterRequests: 1)
      let second = Task { await client.post(envelope) }
      second.cancel()
      #expect(await second.value.notDelivered == .cancelled)
      first.cancel()
      _ = await first.value
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test("a task that is already cancelled sends nothing") func cancelledBefore() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      let call = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await client.post(envelope)
      }
      #expect(await call.value.notDelivered == .cancelled)
      #expect(try await server.report().requests.isEmpty)
    }
  }
}
