import Testing

@testable import Transport

/// Without a connection the request is certainly not delivered.
@Suite struct UnreachableTests {
  @Test("a refused connection is reported") func refusedConnection() async throws {
    // No service uses port 1 (tcpmux) today.
    let client = try HTTPClient(try await .test("https://127.0.0.1:1/"))
    #expect(await client.post(envelope).notDelivered == .connect)
    #expect(await client.handshake() == .connect)
  }

  @Test("an unknown host name is reported") func unknownHost() async throws {
    // RFC 6761: no name under .invalid exists.
    let client = try HTTPClient(try await .test("https://elt.invalid/"))
    #expect(await client.post(envelope).notDelivered == .nameLookup)
  }

  @Test("a server without a TLS answer is reported as a time-out") func noHandshake() async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: "none")) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.connectTimeout = .milliseconds(200)
      let client = try HTTPClient(configuration)
      #expect(await client.post(envelope).notDelivered == .timeout)
      #expect(await client.handshake() == .timeout)
    }
  }
}
