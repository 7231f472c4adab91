@testable import Telemetry
import PipelineTestSupport
import ELTSimulator
import Logging
import TestSupport
import Kafka
import ELT
import Testing
import TimeReport

@testable import Stages
@testable import Submission

/// ELT is unavailable: the breaker opens, one call at a time probes, an alarm is logged and nothing is lost.
@Suite struct ELTOutageTests {
  @Test("reports wait during an ELT outage with one alarm and are sent afterwards")
  func reportsAreSentAfterTheOutage() async throws {
    try await StageBench.with { (bench) async throws in
      let sender = ScriptedSender { _, attempt in
        attempt < 3
          ? .notDelivered(TransportFailure(.eltAccessDenied, "ELT does not let us in.", status: 403))
          : .receipt(txId: "receipt")
      }
      let stage = bench.submitStage(sender)
      try await bench.publish([bench.submission("A")])
      try await bench.run([stage]) { () async throws in
        try await bench.log.contains(.eltAccessRefused)
        try await bench.outcomes(1)
        try await bench.log.contains(.eltReachableAgain)
        #expect(await stage.status().map(\.breaker) == [.closed])
      }
      #expect(bench.log.alarms.count == 1)
      #expect(try await bench.allOutcomes().map(\.outcome.acceptance?.attempts) == [3])
    }
  }
}
