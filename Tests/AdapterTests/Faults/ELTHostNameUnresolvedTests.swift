import Telemetry
import PipelineTestSupport
import Logging
import TestSupport
import Kafka
import ELT
import Testing
import TestPKI
import TimeReport

/// ELT's host name no longer resolves.
@Suite struct ELTHostNameUnresolvedTests {
  @Test("when the host name does not resolve, the report waits and an alarm is logged")
  func reportWaitsAndAlarmIsLogged() async throws {
    let client = try Self.client()
    try await StageBench.with { (bench) async throws in
      let sender = ScriptedSender { envelope, attempt in
        attempt < 3 ? await client.send(envelope) : .receipt(txId: "receipt")
      }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
      #expect(try await bench.allOutcomes().map(\.outcome.acceptance?.possiblyDuplicate) == [false])
      #expect(try await bench.allOutcomes().map(\.outcome.acceptance?.attempts) == [3])
      #expect(bench.log.alarms == bench.log.lines(of: .eltUnreachable))
      #expect(bench.log.alarms.contains { $0.contains(ProblemCode.transportNameLookup.rawValue) })
    }
    await client.shutdown()
  }

  private static func client() throws -> ELTClient {
    let pki = try SignedEvents.pki.get()
    return try ELTClient(
      ELTClientConfiguration(
        route: .shsNode(url: "https://elt.invalid:7020/"),
        clientCertificatePEM: try pki.tls.client.certificate.pem(),
        clientKeyPEM: try pki.tls.client.key.pem(),
        trustRootsPEM: try pki.tls.root.certificate.pem()
      )
    )
  }
}
