@testable import PipelineRecords
import PipelineTestSupport
import ELTSimulator
import Kafka
import SyntheticEvents
import Testing
import TimeReport

@testable import Operations

@Suite struct LargeEventTests {
  @Test("an event of 10 MB becomes an unchanged dead letter") func tenMegabyteEventBecomesADeadLetter()
    async throws
  {
    try await StageBench.with { bench in
      let large = ProducerRecord(
        topic: bench.topics.requests,
        key: Array("key".utf8),
        value: Array(repeating: 0x61, count: 10_000_000),
        headers: [RecordHeader("content-type", "application/cloudevents+json")]
      )
      var generator = try SignedEvents.generator(seed: 2)
      try await bench.publish([large, generator.prepare().record(topic: bench.topics.requests)])
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(1)
        try await bench.records(bench.topics.deadLetters, 1)
      }
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.count == 1)
      #expect(letters.first?.value == large.value)
      #expect(letters.first?.headers.texts("elt-dead-letter-code") == ["event.too-large"])
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.prepared])
    }
  }

  @Test("for an event too large for a dead letter only its position is recorded, and the others continue")
  func eventTooLargeForADeadLetterLeavesItsPosition() async throws {
    try await StageBench.with(requestConfigs: ["max.message.bytes": "\(2 * TopicNames.largestRecord)"]) {
      bench in
      let requests = bench.topics.requests
      let oversized = ProducerRecord(
        topic: requests,
        partition: 0,
        value: Array(repeating: 0x61, count: TopicNames.largestRecord + 1)
      )
      var generator = try SignedEvents.generator(seed: 3)
      let around = (0..<2).map { _ in generator.prepare().record(topic: requests) }
      try await bench.publish([around[0], oversized, around[1]].map { $0.inPartition(0) })
      try await bench.run([bench.intakeStage()]) {
        // Uses a new reader each time. The test broker keeps reporting an aborted transaction to a reader that was connected
        // during the abort, and librdkafka then drops later records of the same producer.
        while try await bench.allOutcomes().count < 2 { try Task.checkCancellation() }
        try await bench.records(bench.topics.deadLetters, 1)
      }
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.map(\.value) == [nil])
      #expect(letters.first?.headers.texts("elt-dead-letter-code") == ["event.too-large"])
      #expect(letters.first?.headers.texts("elt-dead-letter-topic") == [requests])
      #expect(letters.first?.headers.texts("elt-dead-letter-offset") == ["1"])
      #expect(try await bench.allOutcomes().count == 2)
      #expect(try await bench.committedOffset(of: requests, group: "intake") == 3)
    }
  }
}

extension ProducerRecord {
  fileprivate func inPartition(_ partition: Int32) -> ProducerRecord {
    ProducerRecord(topic: topic, partition: partition, key: key, value: value, headers: headers)
  }
}
