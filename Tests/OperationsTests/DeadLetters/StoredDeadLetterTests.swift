import Kafka
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Operations
@testable import PipelineRecords

/// Others may write to the dead-letter topic, so a value that no release has written is not shown or followed.
@Suite struct StoredDeadLetterTests {
  private static let id = "4a8db4b8-bc29-4406-901c-3f69298cabe3"

  private func letter(_ headers: [String: String], timestamp: Int64 = 1000) -> StoredDeadLetter {
    let good = [
      "elt-dead-letter-code": "elt.server-fault", "elt-dead-letter-topic": "elt.outbox",
      "elt-dead-letter-partition": "0", "elt-dead-letter-offset": "17", "elt-report-id": Self.id,
    ]
    return StoredDeadLetter(
      ConsumedRecord(
        topic: "elt.dead-letters",
        partition: 0,
        offset: 5,
        key: nil,
        value: [1],
        headers: good.merging(headers) { $1 }.map { RecordHeader($0.key, $0.value) },
        timestamp: timestamp
      ),
      outbox: "elt.outbox"
    )
  }

  @Test("a valid dead letter names its code, origin and report") func validDeadLetter() {
    let read = letter([:])
    #expect(read.code == "elt.server-fault")
    #expect(read.source?.offset == 17)
    #expect(read.reportId?.text == Self.id)
    #expect(letter(["elt-dead-letter-topic": "elt.requests"]).reportId == nil, "requests have other headers")
  }

  @Test(
    "an id that no release has written is not shown",
    arguments: ["", "195001012383", "4A8DB4B8-BC29-4406-901C-3F69298CABE3", "{\(id)}"]
  )
  func otherIdIsNotShown(_ id: String) { #expect(letter(["elt-report-id": id]).reportId == nil) }

  @Test(
    "a dead letter whose origin is out of range cannot be replayed",
    arguments: [
      ("partition", "-1"), ("partition", "2147483648"), ("offset", "-1"), ("offset", "9223372036854775807"),
      ("offset", "x"), ("topic", "a topic"),
    ]
  )
  func otherOriginIsNotFollowed(_ header: String, _ value: String) {
    let letter = letter(["elt-dead-letter-\(header)": value])
    #expect(letter.source == nil)
    var plan = ReplayPlan(options: ReplayOptions(), topics: ["elt.outbox"])
    #expect(plan.decide(letter, wasReplayed: false) == .impossible(.noOrigin))
  }

  @Test("a time out of range is clamped", arguments: [Int64.min, -1, .max])
  func timeIsClamped(_ timestamp: Int64) {
    #expect(letter([:], timestamp: timestamp).time == Timestamp(clamping: timestamp))
  }
}
