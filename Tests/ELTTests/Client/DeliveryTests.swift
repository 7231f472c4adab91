import Testing
import TimeReport
import XML

@testable import ELT

/// The good case, against a real TLS server.
@Suite struct DeliveryTests {
  @Test func sendsOnAKeptConnectionAndReadsTheReceipt() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try ELTClient(try await .test(server))
      for _ in 1...3 {
        #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
      }
      let report = try await server.report()
      #expect(report.connections == 1)
      #expect(report.requests.count == 3)
      #expect(report.requests.allSatisfy { $0.digest == SHA256.hexadecimal(envelope) })
      await client.shutdown()
    }
  }

  @Test func writesTheHeaderThatTheBasicProfileAsksFor() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try ELTClient(try await .test(server))
      _ = await client.send(envelope)
      let header = try #require(try await server.report().requests.first?.header)
      #expect(header.first == "POST /shs2/test HTTP/1.1")
      #expect(header.contains("Content-Type: text/xml; charset=utf-8"))
      #expect(
        header.contains(
          #"SOAPAction: "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning""#
        )
      )
      #expect(header.contains("Content-Length: \(envelope.count)"))
      #expect(!header.contains { $0.hasPrefix("Expect") || $0.hasPrefix("Transfer-Encoding") })
    }
  }

  @Test(arguments: ["1.2", "1.3"]) func speaks(tlsVersion: String) async throws {
    try await ScriptedServer.with([.receipt], .init(tlsVersion: tlsVersion)) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.handshake() == nil)
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
    }
  }

  @Test func sendsABodyLargerThanEveryBuffer() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      let client = try ELTClient(try await .test(server))
      let large = [UInt8](repeating: UInt8(ascii: "x"), count: 6 << 20)
      #expect(await client.send(large) == .receipt(txId: Answers.txId))
      #expect(try await server.report().requests.first?.digest == SHA256.hexadecimal(large))
    }
  }

  @Test func opensAnEncryptedKey() async throws {
    try await ScriptedServer.with([.receipt]) { server in
      var configuration = try await ELTClientConfiguration.test(server)
      configuration.clientKeyPEM = try await TestCertificates.shared().bytes("client-encrypted.key")
      configuration.clientKeyPassphrase = Array("correct-horse".utf8)
      #expect(try await ELTClient(configuration).send(envelope) == .receipt(txId: Answers.txId))
    }
  }

  @Test func makesNoMoreCallsAtATimeThanAllowed() async throws {
    // The server holds each answer back until four are in, so all eight end only if four run side by side.
    try await ScriptedServer.with([.answer(body: Answers.receipt, batch: 4)]) { server in
      let client = try ELTClient(try await .test(server))
      await withTaskGroup(of: SubmissionResult.self) { group in
        for _ in 1...8 { group.addTask { await client.send(envelope) } }
        for await result in group { #expect(result == .receipt(txId: Answers.txId)) }
      }
      let report = try await server.report()
      #expect(report.requests.count == 8)
      #expect(report.mostAtOnce == 4)
      #expect(report.connections == 4)
    }
  }
}
