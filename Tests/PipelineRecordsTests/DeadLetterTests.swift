import PipelineTestSupport
import Kafka
import TimeReport
import Testing

@testable import PipelineRecords

@Suite struct DeadLetterTests {
  private let original = ConsumedRecord.request(
    "not an event",
    headers: [RecordHeader("content-type", "text/plain"), RecordHeader("traceparent", "00-x")],
    partition: 3,
    at: 99
  )

  @Test("a dead letter keeps key, value and headers of its record") func recordIsKept() {
    let letter = DeadLetter.record(original, code: .outboxUnreadable, topic: "elt.dead-letters")
    #expect(letter.topic == "elt.dead-letters")
    #expect(letter.key == original.key)
    #expect(letter.value == original.value)
    #expect(Array(letter.headers.prefix(2)) == original.headers)
  }

  @Test("a dead letter adds code, topic, partition and offset") func codeAndPositionAreAdded() {
    let letter = DeadLetter.record(original, code: .outboxUnreadable, topic: "elt.dead-letters")
    #expect(
      Array(letter.headers.dropFirst(2)) == [
        RecordHeader("elt-dead-letter-code", "outbox.unreadable"),
        RecordHeader("elt-dead-letter-topic", "elt.requests"),
        RecordHeader("elt-dead-letter-partition", "3"),
        RecordHeader("elt-dead-letter-offset", "99"),
      ]
    )
  }

  @Test("headers that are too large are not kept") func largeHeadersAreLeftOut() {
    let letter = DeadLetter.record(original, code: .eventHeadersTooLarge, topic: "elt.dead-letters")
    #expect(letter.key == original.key && letter.value == original.value)
    #expect(letter.headers.allSatisfy { $0.name.hasPrefix(DeadLetter.Header.prefix) })
    #expect(letter.headers.texts("elt-dead-letter-code") == ["event.headers-too-large"])
  }

  @Test("a second dead letter of a record replaces the headers and keeps the number of returns")
  func secondDeadLetterReplacesTheHeaders() {
    let first = DeadLetter.record(original, code: .outboxUnreadable, topic: "elt.dead-letters")
    let returned = ConsumedRecord(
      ProducerRecord(
        topic: "elt.requests",
        key: first.key,
        value: first.value,
        headers: first.headers + [RecordHeader("elt-dead-letter-returns", "1")]
      ),
      at: 123
    )
    let second = DeadLetter.record(returned, code: .reportConflict, topic: "elt.dead-letters")
    #expect(second.headers.texts("elt-dead-letter-code") == ["report.conflict"])
    #expect(second.headers.texts("elt-dead-letter-offset") == ["123"])
    #expect(second.headers.texts("elt-dead-letter-returns") == ["1"])
    #expect(second.headers.texts("content-type") == ["text/plain"])
  }

  @Test("a tombstone without a key stays a tombstone") func tombstoneIsKept() {
    let tombstone = ConsumedRecord(
      topic: "elt.requests",
      partition: 0,
      offset: 0,
      key: nil,
      value: nil,
      headers: [],
      timestamp: -1
    )
    let letter = DeadLetter.record(tombstone, code: .outboxUnreadable, topic: "elt.dead-letters")
    #expect(letter.key == nil)
    #expect(letter.value == nil)
  }
}
