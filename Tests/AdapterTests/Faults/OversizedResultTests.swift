@testable import PipelineRecords
import ELT
import PipelineTestSupport
import Kafka
import SyntheticEvents
import TestSupport
import Testing
import TimeReport

@testable import Adapter
@testable import Operations
@testable import Submission
@testable import Settings
@testable import Telemetry

/// Results that a topic does not accept stop neither the process nor the records behind them.
///
/// The test broker hides what a producer writes to a partition after a transaction on it failed, so the tests that retry on the
/// same topic look at the log and the offsets. `RefusedRecordTests` and `ShortenedOutcomeTests` look at the contents.
@Suite struct OversizedResultTests {
  private func key(_ count: Int) -> [UInt8] { [UInt8](repeating: 107, count: count) }

  @Test("a request with a large key becomes a dead letter with its position, and the next is answered")
  func largeKey() async throws {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 51)
      let good = generator.prepare().record(topic: bench.topics.requests)
      let bad = ProducerRecord(
        topic: bench.topics.requests,
        partition: 0,
        key: key(10_000_000),
        value: good.value,
        headers: good.headers
      )
      try await bench.publish([bad, good])
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(1)
        try await bench.records(bench.topics.deadLetters, 1)
      }
      let letter = try #require(try await bench.allRecords(bench.topics.deadLetters).first)
      #expect(letter.key == nil && letter.value == nil)
      #expect(letter.headers.texts("elt-dead-letter-code") == ["event.key-too-large"])
    }
  }

  @Test("a report that the outbox does not accept is rejected with a code") func largeReport() async throws {
    try await StageBench.with(limits: ["elt.outbox": 2000]) { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 53)
      try await bench.publish([try generator.submit().record(topic: bench.topics.requests)])
      try await bench.run([bench.intakeStage()]) { try await bench.outcomes(1) }
      #expect(try await bench.allOutcomes().flatMap(\.outcome.codes) == [.eventResultTooLarge])
    }
  }

  @Test(
    "an outcome that is too large with the key of its request is published without it, and the next report is sent"
  )
  func largeOutcome() async throws {
    try await StageBench.with(limits: ["elt.outcomes": 2000]) { (bench) async throws in
      let large = OutboxRecord(
        reportId: "large",
        request: .submit(envelope: Array("large first".utf8), digest: "first"),
        origin: .init(causationId: "event", trace: TraceContext(), requestKey: key(5000)),
        notices: []
      ).producerRecord(topic: bench.topics.outbox)
      try await bench.publish([large, bench.submission("next")])
      let log = bench.log
      try await bench.run([bench.submitStage(ScriptedSender())]) {
        try await log.contains(.reportSettled, times: 2)
      }
      #expect(try await bench.committed(in: bench.topics.outbox, group: "submit") == 2)
      #expect(try await bench.allRecords(bench.topics.deadLetters).isEmpty)
      #expect(
        bench.log.alarms.allSatisfy { $0.contains(LogEvent.resultTooLarge.key) } && !bench.log.alarms.isEmpty
      )
    }
  }

  @Test(
    "if not even the shortened outcome fits, a dead letter names the position, and the ledger knows the result"
  )
  func noRoomAtAll() async throws {
    try await StageBench.with(limits: ["elt.outcomes": 200]) { (bench) async throws in
      try await bench.publish([bench.submission("a"), bench.submission("b")])
      try await bench.run([bench.submitStage(ScriptedSender())]) {
        try await bench.records(bench.topics.deadLetters, 2)
      }
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.map { $0.headers.texts("elt-dead-letter-offset") } == [["0"], ["1"]])
      #expect(letters.allSatisfy { $0.headers.texts("elt-dead-letter-code") == ["event.result-too-large"] })
    }
  }
}

extension StageBench {
  /// The sum of the offsets that a group has committed in all partitions of a topic.
  fileprivate func committed(in topic: String, group: String) async throws -> Int64 {
    let partitions = (0..<2).map { TopicPartition(topic: topic, partition: $0) }
    let name = "\(configuration.kafka.groupId).\(group)"
    return try await KafkaAdmin.with(kafka) { try await $0.committedOffsets(ofGroup: name, partitions) }
      .values
      .reduce(0, +)
  }
}
