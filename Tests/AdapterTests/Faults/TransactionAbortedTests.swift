@testable import PipelineTestSupport
import Telemetry
import Logging
import TimeReport
import ELT
import EmbeddedBroker
import Kafka
import Testing
import TestSupport

/// The broker aborts the transaction of a settlement repeatedly.
@Suite struct TransactionAbortedTests {
  @Test("an aborted settlement is retried without another call") func settlementIsRetriedWithoutACall()
    async throws
  {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      let sender = ScriptedSender()
      try cluster.fail(.txnOffsetCommit, with: ["ILLEGAL_GENERATION", "ILLEGAL_GENERATION"])
      try await bench.publish([bench.submission("A")])
      let log = bench.log
      try await bench.run([bench.submitStage(sender)]) {
        try await log.contains(.reportSettled)
      }
      #expect(sender.texts == ["A first"])
      #expect(log.count(of: .submissionTransactionAborted) == 2)
    }
  }
}
