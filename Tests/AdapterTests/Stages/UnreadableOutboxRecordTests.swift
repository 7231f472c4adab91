@testable import PipelineRecords
import PipelineTestSupport
import ELT
import Kafka
import TestSupport
import Testing
import TimeReport

@Suite struct UnreadableOutboxRecordTests {
  @Test("an unreadable outbox record becomes a dead letter and the others are sent")
  func unreadableRecordBecomesADeadLetter() async throws {
    try await StageBench.with { bench in
      let strange = ProducerRecord(
        topic: bench.topics.outbox,
        key: [1],
        value: Array("strange".utf8),
        headers: [RecordHeader("elt-outbox-version", "99")]
      )
      try await bench.publish([bench.submission("A"), strange, bench.submission("B")])
      try await bench.run([bench.submitStage(ScriptedSender())]) {
        try await bench.outcomes(2)
        try await bench.records(bench.topics.deadLetters, 1)
      }
      #expect(Set(try await bench.allOutcomes().compactMap(\.reportId)) == ["A", "B"])
      let letters = try await bench.allRecords(bench.topics.deadLetters)
      #expect(letters.map(\.value) == [Array("strange".utf8)])
      #expect(letters.first?.headers.texts("elt-dead-letter-code") == ["outbox.unreadable"])
      #expect(letters.first?.headers.texts("elt-dead-letter-offset") == ["1"])
      #expect(try await bench.committedOffset(of: bench.topics.outbox, group: "submit") == 3)
    }
  }
}
