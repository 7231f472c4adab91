@testable import PipelineRecords
@testable import Settings
import Telemetry
import PipelineTestSupport
import ELTSimulator
import Logging
import ELT
import Kafka
import SyntheticEvents
import Testing
import TestSupport
import TimeReport

/// The producer was fenced by another owner of its transactional id or by a broker that timed out a transaction.
@Suite struct ProducerFencedTests {
  /// The group has no other member, so the stage gets its partition back.
  @Test("a fenced stage sends nothing until it has rejoined its group") func fencedStageRejoinsItsGroup()
    async throws
  {
    try await StageBench.with { (bench) async throws in
      let sender = ScriptedSender()
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) {
        try await bench.outcomes(1)
        let other = try TransactionalProducer(
          bench.kafka,
          transactionalId: "\(bench.configuration.kafka.groupId).submit.0"
        )
        try await other.initTransactions()
        try await bench.publish([bench.submission("B")])
        try await bench.log.contains(.partitionFenced)
        #expect(sender.texts == ["A first"], "the fenced owner sends nothing")
        await other.close()
        try await bench.outcomes(2)
      }
      #expect(sender.texts == ["A first", "B first"])
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted, .accepted])
    }
  }

  @Test("an answer that a fenced producer could not settle is settled by the same process")
  func unsettledAnswerIsSettledAfterRejoining() async throws {
    try await StageBench.with { (bench) async throws in
      let (called, fenced) = (Gate(), Gate())
      let sender = ScriptedSender { _, _ in
        called.open()
        await fenced.wait()
        return .receipt(txId: "receipt")
      }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) {
        await called.wait()
        let other = try TransactionalProducer(
          bench.kafka,
          transactionalId: "\(bench.configuration.kafka.groupId).submit.0"
        )
        try await other.initTransactions()
        await other.close()
        fenced.open()
        try await bench.outcomes(1)
      }
      #expect(try await bench.allOutcomes().map(\.outcome.acceptance?.attempts) == [1])
      #expect(sender.texts == ["A first"])
    }
  }

  @Test("intake continues with a new producer after it was fenced") func intakeContinuesWithANewProducer()
    async throws
  {
    try await StageBench.with(["ELT_ADAPTER_KAFKA_INSTANCE_ID": "one"]) { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 6)
      let events = [generator.prepare(), generator.prepare()].map { $0.record(topic: bench.topics.requests) }
      try await bench.publish([events[0]])
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(1)
        let other = try TransactionalProducer(
          bench.kafka,
          transactionalId: "\(bench.configuration.kafka.groupId).intake.one"
        )
        try await other.initTransactions()
        await other.close()
        try await bench.publish([events[1]])
        try await bench.log.contains(.kafkaStageFailed)
        try await bench.outcomes(2)
      }
      #expect(try await bench.allOutcomes().count == 2)
    }
  }
}
