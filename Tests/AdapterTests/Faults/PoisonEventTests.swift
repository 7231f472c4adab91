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
}
