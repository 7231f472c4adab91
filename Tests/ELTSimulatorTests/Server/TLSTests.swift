import ELTSimulator
import Testing
import TestPKI
import TestSupport

/// Who is let in.
@Suite struct TLSTests {
  @Test func noClientCertificateIsRefused() async throws {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = nil
      let answer = try await curl.post([])
      #expect(answer.exit != 0 && answer.status == 0)
      #expect(simulator.received.isEmpty)
    }
  }

  @Test func aClientOfAnotherRootIsRefused() async throws {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = try SharedPKI.strangers.get().tls.client
      let answer = try await curl.post([])
      #expect(answer.exit != 0 && answer.status == 0)
      #expect(simulator.received.isEmpty)
    }
  }

  @Test func aServerCertificateIsNoClientCertificate() async throws {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = try SharedPKI.ours.get().tls.server
      let answer = try await curl.post([])
      #expect(answer.exit != 0 && answer.status == 0)
    }
  }

  @Test func oldTLSIsRefused() async throws {
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

  @Test func plainHTTPIsRefused() async throws {
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

  @Test func unusableCertificatesAreNamed() async throws {
    var configuration = try SimulatorConfiguration(pki: SharedPKI.ours.get())
    configuration.serverKeyPEM = Array("no key".utf8)
    let simulator = try Simulator(configuration)
    await #expect(throws: SimulatorError.certificate("server key")) { try await simulator.start() }
  }
}
