import Credentials
import Foundation
import Synchronization
import Testing
import TimeReport

@testable import ELT

/// One of the two sides does not accept the other's certificate or TLS version: nothing of the report may leave.
@Suite struct RefusedHandshakeTests {
  @Test(arguments: ["1.2", "1.3"]) func theServerRefusesOurCertificate(tlsVersion: String) async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: tlsVersion)) { server in
      var configuration = try await ELTClientConfiguration.test(server, identity: "stranger")
      configuration.bodyPause = .untilBadNews
      let client = try ELTClient(configuration)
      // Under TLS 1.3 the server may hang up before we have sent the header, and its reason is lost with it.
      let code = try #require(await client.send(envelope).notDeliveredCode)
      #expect(
        code == .transportClientCertificateRefused
          || (code == .transportConnectionLost && tlsVersion == "1.3")
      )
      let failure = await client.handshake()
      #expect(failure?.code == .transportClientCertificateRefused, "\(String(describing: failure))")
      #expect(try await server.report().requests.isEmpty)
    }
  }

  @Test(arguments: [("wrong-name", "another host name"), ("expired", "not valid today")])
  func weRefuseTheServersCertificate(_ certificate: String, _ reason: String) async throws {
    try await ScriptedServer.with([.receipt], .init(certificate: certificate)) { server in
      let client = try ELTClient(try await .test(server))
      let failure = try #require(await client.handshake())
      #expect(failure.code == .transportServerCertificate)
      #expect(failure.sentence.contains(reason))
      #expect(await client.send(envelope) == .notDelivered(failure))
      #expect(try await server.report().requests.isEmpty)
    }
  }

  @Test func weRefuseAServerFromAnotherIssuer() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.trustRootsPEM = try await TestCertificates.shared().bytes("other-root.pem")
      let client = try ELTClient(configuration)
      let failure = try #require(await client.handshake())
      #expect(failure.code == .transportServerCertificate)
      #expect(failure.sentence.contains("elt.trustRootsFile"))
      #expect(await client.send(envelope) == .notDelivered(failure))
    }
  }

  @Test func weRefuseTLS11() async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: "1.1")) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.handshake()?.code == .transportTLS)
      #expect(await client.send(envelope).notDeliveredCode == .transportTLS)
    }
  }

  @Test func anExpiredCertificateOfOurOwnIsNotEvenShown() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let now = Mutex(Int(Date().timeIntervalSince1970))
      let client = try ELTClient(try await .test(server), now: { now.withLock { $0 } })
      now.withLock { $0 = client.clientCertificateEnd.notAfter + 1 }
      #expect(await client.send(envelope).notDeliveredCode == .transportClientCertificateExpired)
      #expect(await client.handshake()?.code == .transportClientCertificateExpired)
      #expect(try await server.report().connections == 0)
    }
  }

  /// Neither begun with nor put in place of one that works.
  @Test func oneThatIsNotValidNowIsNotTaken() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let expired = try await ELTClientConfiguration.test(server, identity: "expired-client")
      let atStart = #expect(throws: ELTConfigurationProblem.self) { try ELTClient(expired) }
      #expect(atStart?.setting == .clientCertificate && atStart?.sentence.contains("has expired") == true)
      let client = try ELTClient(try await .test(server))
      #expect(throws: ELTConfigurationProblem.self) { try client.replaceIdentity(expired) }
      #expect(await client.handshake() == nil, "the old one is in use")
    }
  }
}
