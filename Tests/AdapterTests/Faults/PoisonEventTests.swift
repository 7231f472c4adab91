@testable import PipelineRecords
import PipelineTestSupport
import ELTSimulator
import Logging
import ELT
import Kafka
import SyntheticEvents
import Testing
import TestSupport
import TimeReport

/// An unreadable event between good ones.
@Suite struct PoisonEventTests {
  @Test("an unreadable event becomes a dead letter and the others are answered")
  func poisonEventBecomesADeadLetter() async throws {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 6)
      let good = [generator.prepare(), generator.prepare()].map { $0.record(topic: bench.topics.requests) }
      let poison = ProducerRecord(
        topic: bench.topics.requests,
        key: Array("key".utf8),
        value: [0xFF, 0x00, 0x7B],
        headers: []
      )
      try await bench.publish([good[0], poison, good[1]])
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(2)
        try await bench.records(bench.topics.deadLetters, 1)
      }
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.prepared, .prepared])
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.map(\.value) == [poison.value])
    }
  }

  /// One set of headers is over the limit for events, the other over the limit for copying.
  @Test("a record with large headers becomes a dead letter without them and the others are answered")
  func largeHeaders() async throws {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 8)
      var records = (0..<3).map { _ in generator.prepare().record(topic: bench.topics.requests) }
      let good = records
      for (index, size) in [(1, 100_000), (2, 2_000_000)] {
        let header = RecordHeader(name: "x-large", value: [UInt8](repeating: 0x61, count: size))
        records[index] = ProducerRecord(
          topic: bench.topics.requests,
          key: good[index].key,
          value: good[index].value,
          headers: good[index].headers + [header]
        )
      }
      try await bench.publish(records + [good[1]])
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(2)
        try await bench.records(bench.topics.deadLetters, 2)
      }
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.map(\.value) == [good[1].value, good[2].value])
      for letter in letters {
        #expect(letter.headers.texts("elt-dead-letter-code") == ["event.headers-too-large"])
        #expect(letter.headers.allSatisfy { $0.name.hasPrefix("elt-dead-letter-") })
      }
    }
  }

  @Test("a tombstone becomes a dead letter with its own code") func tombstone() async throws {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 9)
      let tombstone = ProducerRecord(topic: bench.topics.requests, key: Array("key".utf8), value: nil)
      try await bench.publish([tombstone, generator.prepare().record(topic: bench.topics.requests)])
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(1)
        try await bench.records(bench.topics.deadLetters, 1)
      }
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.first?.value == nil && letters.first?.key == tombstone.key)
      #expect(letters.first?.headers.texts("elt-dead-letter-code") == ["event.no-value"])
    }
  }
}
