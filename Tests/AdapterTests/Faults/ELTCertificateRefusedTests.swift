import Telemetry
import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import ELTSimulator
import Testing
import TestPKI
import TimeReport

/// One side rejects the other's certificate: no byte of a report is sent, and an alarm states what to check.
@Suite struct ELTCertificateRefusedTests {
  enum Side: CaseIterable { case ours, theirs }

  @Test(
    "when either side rejects the other's certificate, the report waits and an alarm is logged",
    arguments: Side.allCases
  ) func reportWaitsAndAlarmIsLogged(_ side: Side) async throws {
    let (ours, strangers) = (try SignedEvents.pki.get(), try Self.strangers.get())
    let simulator = try Simulator(try SimulatorConfiguration(pki: ours))
    let port = try await simulator.start()
    let url = "https://127.0.0.1:\(port)\(SimulatorConfiguration.testPath)"
    let identity = side == .ours ? strangers : ours
    let refused = try ELTClient(
      ELTClientConfiguration(
        route: .shsNode(url: url),
        clientCertificatePEM: try identity.tls.client.certificate.pem(),
        clientKeyPEM: try identity.tls.client.key.pem(),
        trustRootsPEM: try (side == .theirs ? strangers : ours).tls.root.certificate.pem()
      )
    )
    try await StageBench.with { (bench) async throws in
      let sender = ScriptedSender { envelope, attempt in
        attempt < 3 ? await refused.send(envelope) : .receipt(txId: "receipt")
      }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
      #expect(try await bench.allOutcomes().map(\.outcome.acceptance?.possiblyDuplicate) == [false])
      #expect(bench.log.count(of: .eltAccessRefused) == 1)
    }
    #expect(simulator.received.isEmpty)
    await refused.shutdown()
    await simulator.stop()
  }

  private static let strangers = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(sharesKeys: true)
  }
}
