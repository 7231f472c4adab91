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
    let strangers = try Self.strangers.get()
    try await SimulatedAgency.with { agency in
      let client = try ELTClient(
        side == .ours ? try agency.client(identity: strangers) : try agency.client(roots: strangers)
      )
      try await StageBench.with { (bench) async throws in
        let sender = ScriptedSender { envelope, attempt in
          attempt < 3 ? await client.send(envelope) : .receipt(txId: "receipt")
        }
        try await bench.publish([bench.submission("A")])
        try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
        #expect(try await bench.allOutcomes().map(\.outcome.acceptance?.possiblyDuplicate) == [false])
        #expect(bench.log.count(of: .eltAccessRefused) == 1)
      }
      #expect(agency.simulator.received.isEmpty)
      await client.shutdown()
    }
  }

  private static let strangers = Result { () throws(ThrowawayPKIError) in
    try ThrowawayPKI.make(sharesKeys: true)
  }
}
