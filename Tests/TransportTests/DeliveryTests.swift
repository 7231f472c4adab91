import PKI
import Testing

@testable import Transport

/// Calls that succeed, against a real TLS server.
@Suite struct DeliveryTests {
  @Test("calls share a kept connection") func keptConnection() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      for _ in 1...3 {
        #expect(await client.post(envelope).isReceipt)
      }
      let report = try await server.report()
      #expect(report.connections == 1)
      #expect(report.requests.count == 3)
      #expect(report.requests.allSatisfy { $0.digest == SHA256.hexadecimal(envelope) })
      await client.shutdown()
    }
  }

  @Test("the header holds the configured lines and a length") func header() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      _ = await client.post(envelope)
      let header = try #require(try await server.report().requests.first?.header)
      #expect(header.first == "POST /shs2/test HTTP/1.1")
      #expect(header.contains("Content-Type: text/xml; charset=utf-8"))
      #expect(
        header.contains(#"SOAPAction: "urn:test""#)
      )
      #expect(header.contains("Content-Length: \(envelope.count)"))
      #expect(!header.contains { $0.hasPrefix("Expect") || $0.hasPrefix("Transfer-Encoding") })
    }
  }

  @Test("both TLS versions work", arguments: ["1.2", "1.3"]) func tlsVersions(tlsVersion: String) async throws
  {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: tlsVersion)) { server in
      let client = try HTTPClient(try await .test(server))
      #expect(await client.handshake() == nil)
      #expect(await client.post(envelope).isReceipt)
    }
  }

  @Test("a body larger than every buffer arrives whole") func largeBody() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      let large = [UInt8](repeating: UInt8(ascii: "x"), count: 6 << 20)
      #expect(await client.post(large).isReceipt)
      #expect(try await server.report().requests.first?.digest == SHA256.hexadecimal(large))
    }
  }

  @Test("an encrypted key is opened with its passphrase") func encryptedKey() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      var configuration = try await HTTPConfiguration.test(server)
      configuration.identity?.keyPEM = try await TestCertificates.shared().bytes("client-encrypted.key")
      configuration.identity?.keyPassphrase = Array("correct-horse".utf8)
      #expect(try await HTTPClient(configuration).post(envelope).isReceipt)
    }
  }

  @Test("no more calls than allowed are in progress") func maximumInFlight() async throws {
    // The server holds each answer back until it has four requests, so all eight calls end only if four run at a time.
    try await ScriptedServer.with([.answer(body: Step.receiptBody, batch: 4)]) { server in
      let client = try HTTPClient(try await .test(server))
      await withTaskGroup(of: TransferResult.self) { group in
        for _ in 1...8 { group.addTask { await client.post(envelope) } }
        for await result in group { #expect(result.isReceipt) }
      }
      let report = try await server.report()
      #expect(report.requests.count == 8)
      #expect(report.mostAtOnce == 4)
      #expect(report.connections == 4)
    }
  }
}
