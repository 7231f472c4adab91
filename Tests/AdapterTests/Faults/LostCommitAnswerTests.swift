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

/// A transaction is committed, or not: no broker says which, for longer than a transaction may last.
@Suite struct LostCommitAnswerTests {
  private static let noAnswer = Array(repeating: "COORDINATOR_NOT_AVAILABLE", count: 10_000)

  @Test func aSettlementThatMayBeCommittedIsLookedUp() async throws {
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
      // This broker has shown the settlement, so the ledger that is read afterwards knows it.
      #expect(sender.texts == ["A first"])
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted])
    }
  }
}
