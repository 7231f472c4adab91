import Foundation
import PKI
import Synchronization
import Testing

@testable import Transport

/// One side rejects the other's certificate or TLS version: no byte of the request may leave.
@Suite struct RefusedHandshakeTests {
  @Test("a server that rejects the client certificate gets nothing", arguments: ["1.2", "1.3"])
  func clientCertificateRefused(tlsVersion: String) async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: tlsVersion)) { server in
      var configuration = try await HTTPConfiguration.test(server, identity: "stranger")
      configuration.bodyPause = .untilRejected
      let client = try HTTPClient(configuration)
      // Under TLS 1.3 the server may close the connection before the header was sent, and its alert is lost.
      let fault = try #require(await client.post(envelope).notDelivered)
      #expect(fault == .clientCertificateRefused || (fault == .connectionLost && tlsVersion == "1.3"))
      #expect(await client.handshake() == .clientCertificateRefused)
      #expect(try await server.report().requests.isEmpty)
    }
  }

  @Test(
    "a server with an invalid certificate gets nothing",
    arguments: [("wrong-name", ServerCertificateFault.wrongName), ("expired", .notValidNow)]
  )
  func serverCertificate(_ certificate: String, _ fault: ServerCertificateFault) async throws {
    try await ScriptedServer.with([.receipt], .init(certificate: certificate)) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.handshake() == .serverCertificate(fault))
      #expect(await client.post(envelope).notDelivered == .serverCertificate(fault))
      #expect(try await server.report().requests.isEmpty)
    }
  }

  @Test("a server whose issuer is not trusted gets nothing") func untrustedServer() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.identity?.trustRootsPEM = try await TestCertificates.shared().bytes("other-root.pem")
      let client = try HTTPClient(configuration)
      #expect(await client.handshake() == .serverCertificate(.untrusted))
      #expect(await client.post(envelope).notDelivered == .serverCertificate(.untrusted))
    }
  }

  @Test(
    "the reason why a server's certificate cannot be used is named",
    arguments: [
      ("server-for-clients", ServerCertificateFault.wrongPurpose), ("server-sha1", .weakSignature),
      ("server-short-key", .weakKey),
    ],
    ["1.2", "1.3"]
  )
  func weakServerCertificate(_ certificate: (String, ServerCertificateFault), tlsVersion: String) async throws
  {
    try await ScriptedServer.with([.receipt], .init(certificate: certificate.0, tlsVersion: tlsVersion)) {
      server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.handshake() == .serverCertificate(certificate.1))
      #expect(await client.post(envelope).notDelivered == .serverCertificate(certificate.1))
    }
  }

  @Test("TLS 1.2 without forward secrecy is refused") func noForwardSecrecy() async throws {
    for (ciphers, isAccepted) in [("ECDHE-RSA-AES128-GCM-SHA256", true), ("AES128-GCM-SHA256", false)] {
      let options = ScriptedServer.Options(certificate: "server-rsa", tlsVersion: "1.2", ciphers: ciphers)
      try await ScriptedServer.with([.receipt], options) { server in
        let client = try HTTPClient(try await .test(server))
        #expect(await client.handshake() == (isAccepted ? nil : .tls))
        #expect(try await server.report().requests.isEmpty)
      }
    }
  }

  @Test("TLS 1.1 is refused") func oldTLS() async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: "1.1")) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.handshake() == .tls)
      #expect(await client.post(envelope).notDelivered == .tls)
    }
  }

  @Test("an expired client certificate is not shown") func expiredClientCertificate() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let now = Mutex(Int(Date().timeIntervalSince1970))
      let client = try HTTPClient(try await .test(server), now: { now.withLock { $0 } })
      let end = try #require(client.clientCertificateEnd)
      now.withLock { $0 = end.notAfter + 1 }
      #expect(await client.post(envelope).notDelivered == .clientCertificateExpired)
      #expect(await client.handshake() == .clientCertificateExpired)
      #expect(try await server.report().connections == 0)
    }
  }

  @Test("an expired certificate is refused at start and as a replacement") func expiredReplacement()
    async throws
  {
    try await ScriptedServer.with([.receipt]) { server in
      let expired = try await HTTPConfiguration.test(server, identity: "expired-client")
      let atStart = #expect(throws: HTTPConfigurationProblem.self) { try HTTPClient(expired) }
      #expect(atStart?.setting == .clientCertificate && atStart?.sentence.contains("has expired") == true)
      let client = try HTTPClient(try await .test(server))
      #expect(throws: HTTPConfigurationProblem.self) { try client.replaceConfiguration(expired) }
      #expect(await client.handshake() == nil, "the old certificate is in use")
    }
  }
}
