@testable import PipelineTestSupport
import Telemetry
import ELTSimulator
import Logging
import TimeReport
import ELT
import EmbeddedBroker
import Kafka
import Testing
import TestSupport

/// The broker does not answer a commit for longer than a transaction may last, so its result is unknown.
@Suite struct LostCommitAnswerTests {
  private static let noAnswer = Array(repeating: "COORDINATOR_NOT_AVAILABLE", count: 10_000)

  @Test("a settlement whose commit result is unknown is read back from the ledger")
  func uncertainSettlementIsReadFromTheLedger() async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      var bench = bench
      bench.transactionTimeout = .seconds(1)
      let sender = ScriptedSender { _, _ in
        try? cluster.fail(.endTxn, with: Self.noAnswer)
        return .receipt(txId: "receipt")
      }
      try await bench.publish([bench.submission("A")])
      let log = bench.log
      try await bench.run([bench.submitStage(sender)]) {
        try await log.contains(.kafkaStageFailed)
        try cluster.stopFailing(.endTxn)
        try await log.contains(.kafkaStageResumed)
      }
      // The mock broker shows uncommitted records, so the reloaded ledger contains the settlement.
      #expect(sender.texts == ["A first"])
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted])
    }
  }
}
