@testable import Settings
@testable import Adapter
import PipelineTestSupport
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@testable import Operations
@testable import PipelineRecords

/// Replays dead letters against a broker process.
@Suite struct ReplayTests {
  private func replay(_ bench: StageBench, _ change: (inout ReplayOptions) -> Void = { _ in }) async throws
    -> ReplayReport
  {
    var options = ReplayOptions()
    change(&options)
    return try await Replayer(bench.configuration, telemetry: bench.telemetry).run(options)
  }

  @Test("a poison event returns after each replay until it is parked") func poisonEventReturnsUntilParked()
    async throws
  {
    try await StageBench.with { bench in
      try await bench.run([bench.intakeStage()]) {
        try await bench.publish([
          ProducerRecord(topic: bench.topics.requests, key: [7], value: Array("no event".utf8))
        ])
        for returns in 0..<3 {
          try await letters(bench, returns + 1)
          let report = try await replay(bench)
          #expect(report.replayed.records.map(\.returns) == [returns])
          #expect(report.replayedBefore == returns)
        }
        try await letters(bench, 4)
        let last = try await replay(bench)
        #expect(last.replayed.count == 0)
        #expect(last.parked.records.map(\.returns) == [3])
        #expect(try await replay(bench) { $0.includesParked = true }.replayed.count == 1)
        try await letters(bench, 5)
      }
      let requests = try await bench.allRecords(bench.topics.requests)
      #expect(requests.map(\.value) == Array(repeating: Array("no event".utf8), count: 5))
      #expect(requests.allSatisfy { $0.key == [7] })
    }
  }

  /// Waits for this many dead letters; notes about replays do not count.
  private func letters(_ bench: StageBench, _ count: Int) async throws {
    let reader = try KafkaConsumer(ConsumerConfiguration(kafka: bench.kafka, groupId: "letters"))
    try await reader.assign([TopicPartition(topic: bench.topics.deadLetters, partition: 0): 0])
    var seen = 0
    while seen < count {
      for record in try await reader.poll(timeout: .seconds(1)) where try ReplayNote(record) == nil {
        seen += 1
      }
    }
    await reader.close()
  }

  @Test("a replayed failed report is sent again and accepted") func replayedReportIsSentAgain() async throws {
    try await StageBench.with { bench in
      try await bench.publish([bench.submission("A")])
      let sender = ScriptedSender { _, attempt in attempt <= 3 ? .serverFault : .receipt(txId: "tx") }
      try await bench.run([bench.submitStage(sender)]) {
        try await bench.records(bench.topics.deadLetters, 1)
        let report = try await replay(bench) { $0.sourceTopics = [bench.topics.outbox] }
        #expect(report.replayed.count == 1)
        try await bench.outcomes(2)
      }
      let outcomes = try await bench.allOutcomes().sorted { $0.time < $1.time }
      #expect(outcomes.map(\.outcome.type) == [.failed, .accepted])
      #expect(sender.calls.elements.count == 4)
      let outbox = try await bench.allRecords(bench.topics.outbox)
      #expect(outbox.map(\.value) == [Array("A first".utf8), Array("A first".utf8)])
      #expect(outbox.last.flatMap(OutboxRecord.init)?.returns == 1)
    }
  }

  @Test("filters, the maximum and a dry run leave the other dead letters for later runs")
  func filtersCapAndDryRun() async throws {
    try await StageBench.with { bench in
      let dead = (0..<250).map { index in
        DeadLetter.record(
          .request("event \(index)", at: Int64(index)),
          code: index % 2 == 0 ? .eventNotJSON : .eventNotUTF8,
          topic: bench.topics.deadLetters
        )
      }
      let place = DeadLetter.place(of: .request(""), code: .eventTooLarge, topic: bench.topics.deadLetters)
      try await bench.publish(dead + [place])

      let dry = try await replay(bench) { $0.isDryRun = true }
      #expect(dry.replayed.count == 250)
      #expect(dry.cannotBeReplayed.records.map(\.obstacle) == [.placeOnly])
      #expect(try await bench.allRecords(bench.topics.requests).isEmpty)

      let odd = try await replay(bench) { $0.codes = ["event.not-utf-8"] }
      #expect((odd.replayed.count, odd.notMatching) == (125, 126))
      let some = try await replay(bench) { $0.maximum = 20 }
      #expect((some.replayed.count, some.left, some.replayedBefore) == (20, 105, 125))
      let rest = try await replay(bench)
      #expect((rest.replayed.count, rest.left, rest.replayedBefore) == (105, 0, 145))
      #expect(try await replay(bench).replayed.count == 0)

      let values = try await bench.allRecords(bench.topics.requests).compactMap(\.value)
      #expect(values.count == 250)
      #expect(Set(values) == Set(dead.compactMap(\.value)))
      let again = try await replay(bench) {
        $0.includesReplayed = true
        $0.places = [DeadLetterPlace(partition: 0, offset: 3)]
      }
      #expect(again.replayed.records.map(\.offset) == [3])
    }
  }

  @Test("the later of two runs fences the earlier") func laterRunFencesTheEarlier() async throws {
    try await StageBench.with { bench in
      let dead = DeadLetter.record(.request("x"), code: .eventNotJSON, topic: bench.topics.deadLetters)
      try await bench.publish([dead])
      let groupId = bench.configuration.kafka.groupId
      let earlier = try TransactionalProducer(bench.kafka, transactionalId: "\(groupId).replay")
      try await earlier.initTransactions()
      #expect(try await replay(bench).replayed.count == 1)
      let note = ReplayNote(runId: "earlier").record(topic: bench.topics.deadLetters, partition: 0)
      await #expect(throws: TransactionFailure.self) {
        try await earlier.commit(TransactionBatch(records: [note]))
      }
      await earlier.close()
    }
  }
}
