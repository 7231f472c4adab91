import Testing
import TimeReport

@testable import ELT

/// No connection comes about: certainly not delivered.
@Suite struct UnreachableTests {
  @Test func nobodyListens() async throws {
    // Port 1 (tcpmux) is served by nothing today.
    let client = try ELTClient(try await .test("https://127.0.0.1:1/"))
    #expect(await client.send(envelope).notDeliveredCode == .transportConnect)
    #expect(await client.handshake()?.code == .transportConnect)
  }

  @Test func theNameDoesNotExist() async throws {
    // RFC 6761: no name under .invalid ever exists.
    let client = try ELTClient(try await .test("https://elt.invalid/"))
    #expect(await client.send(envelope).notDeliveredCode == .transportNameLookup)
  }

  @Test func theServerNeverShakesHands() async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: "none")) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.connectTimeout = .milliseconds(200)
      let client = try ELTClient(configuration)
      #expect(await client.send(envelope).notDeliveredCode == .transportTimeout)
      #expect(await client.handshake()?.code == .transportTimeout)
    }
  }
}
