import ELTSimulator
import Logging
import TimeReport
import ELT
import Kafka
import TestSupport
import Testing

@testable import Adapter

/// A transaction is committed, or not: no broker says which, for longer than a transaction may last.
@Suite(.timeLimit(.minutes(2))) struct LostCommitAnswerTests {
  private static let noAnswer = Array(repeating: "COORDINATOR_NOT_AVAILABLE", count: 10_000)

  @Test func prepareStartsAfreshFromTheCommittedOffsets() async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      var bench = bench
      bench.transactionTimeout = .seconds(1)
      var generator = try SignedEvents.generator(seed: 6)
      let telemetry = bench.telemetry
      try cluster.fail(.endTxn, with: Self.noAnswer)
      try await bench.publish([generator.prepare().record(topic: bench.topics.requests)])
      let log = bench.log
      try await bench.run([bench.prepareStage(telemetry: telemetry)]) { [bench] () async throws in
        await log.contains("It is not known whether the commit went through")
        #expect(telemetry.kafkaOutages.all.map(\.role) == [.prepare])
        try cluster.stopFailing(.endTxn)
        await log.contains("Kafka answers again")
        // This broker kept no offset, so the request is read again.
        try await bench.outcomes(2)
        #expect(telemetry.kafkaOutages.all.isEmpty)
      }
    }
  }

  /// The ledger as it is read afterwards says whether the attempt was recorded; no call followed it in either case.
  @Test func anAttemptThatMayBeRecordedIsNotInDoubt() async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      var bench = bench
      bench.transactionTimeout = .seconds(1)
      let sender = ScriptedSender()
      try cluster.fail(.endTxn, with: Self.noAnswer)
      try await bench.publish([bench.submission("A")])
      let log = bench.log
      try await bench.run([bench.submitStage(sender)]) { [bench] () async throws in
        await log.contains("It is not known whether the commit went through")
        #expect(sender.texts.isEmpty, "nothing is sent without its record")
        try cluster.stopFailing(.endTxn)
        try await bench.outcomes(1)
      }
      #expect(sender.texts == ["A first"])
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted])
    }
  }

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
        await log.contains("It is not known whether the commit went through")
        try cluster.stopFailing(.endTxn)
        await log.contains("Kafka answers again")
      }
      // This broker has shown the settlement, so the ledger that is read afterwards knows it.
      #expect(sender.texts == ["A first"])
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted])
    }
  }
}
