import ELTSimulator
import Testing
import TestPKI
import TestSupport

/// Clients that the TLS server accepts and refuses.
@Suite struct TLSTests {
  @Test("a client without a certificate is refused") func missingClientCertificateIsRefused() async throws {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = nil
      let answer = try await curl.post([])
      #expect(answer.exit != 0 && answer.status == 0)
      #expect(simulator.received.isEmpty)
    }
  }

  @Test("a client certificate of another root is refused") func untrustedClientIsRefused() async throws {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = try SharedPKI.strangers.get().tls.client
      let answer = try await curl.post([])
      #expect(answer.exit != 0 && answer.status == 0)
      #expect(simulator.received.isEmpty)
    }
  }

  @Test("a server certificate is refused as a client certificate") func serverCertificateIsRefusedForAClient()
    async throws
  {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = try SharedPKI.ours.get().tls.server
      let answer = try await curl.post([])
      #expect(answer.exit != 0 && answer.status == 0)
    }
  }

  @Test("TLS 1.1 is refused and TLS 1.2 is accepted") func oldTLSIsRefused() async throws {
    try await withSimulator { simulator, curl in
      var old = curl
      old.extra = ["--tls-max", "1.1", "--ciphers", "DEFAULT@SECLEVEL=0"]
      let refused = try await old.post([])
      #expect(refused.exit == 35)
      var current = curl
      current.extra = ["--tls-max", "1.2"]
      let answered = try await current.post([])
      #expect(answered.status == 500)
    }
  }

  @Test("plain HTTP is refused") func plainHTTPIsRefused() async throws {
    try await withSimulator { simulator, curl in
      let port = try #require(simulator.port)
      let answer = try await FinishedProcess.run(
        "curl",
        "-sS",
        "--max-time",
        "30",
        "http://127.0.0.1:\(port)/"
      )
      #expect(answer.status != 0)
      #expect(simulator.received.isEmpty)
    }
  }

  @Test("an unusable server key is named in the error") func unusableKeyIsNamed() async throws {
    var configuration = try SimulatorConfiguration(pki: SharedPKI.ours.get())
    configuration.serverKeyPEM = Array("no key".utf8)
    let simulator = try Simulator(configuration)
    await #expect(throws: SimulatorError.certificate("server key")) { try await simulator.start() }
  }
}
