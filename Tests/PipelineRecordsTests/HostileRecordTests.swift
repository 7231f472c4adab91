import Kafka
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords

/// Records that no release of the adapter can have written are unreadable; none of them traps.
@Suite struct HostileRecordTests {
  private static let id = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
  private static let digest = String(repeating: "0a", count: 32)

  private func entry(_ member: String? = nil, _ value: String = "") -> [UInt8] {
    var members = [
      "attemptedAt": "1790000000000", "attempts": "2", "changedAt": "1790000000250",
      "digest": "\"\(Self.digest)\"", "offset": "17", "possiblyDuplicate": "true", "serverFaults": "1",
      "state": "\"accepted\"", "submissionOffset": "12", "txId": "\"b1f0\"",
    ]
    if let member { members[member] = value }
    let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
    return Array("{\(text)}".utf8)
  }

  private func ledger(key: String, value: [UInt8]?) -> LedgerRecord? {
    LedgerRecord(
      ConsumedRecord(
        topic: "elt.ledger",
        partition: 0,
        offset: 0,
        key: Array(key.utf8),
        value: value,
        headers: [],
        timestamp: 0
      )
    )
  }

  @Test("a ledger entry with valid values is read") func validEntryIsRead() {
    #expect(LedgerEntry(decoding: entry()) != nil)
    #expect(LedgerEntry(decoding: entry("attemptedAt", "253402300799999")) != nil)
    #expect(LedgerEntry(decoding: entry("attempts", "4294967295")) != nil)
    #expect(LedgerEntry(decoding: entry("offset", "9223372036854775806")) != nil)
  }

  @Test(
    "a ledger entry with a value out of range is unreadable",
    arguments: [
      ("attemptedAt", "9223372036854775807"), ("attemptedAt", "-1"), ("attemptedAt", "253402300800000"),
      ("changedAt", "9223372036854775807"), ("changedAt", "-9223372036854775808"),
      ("attemptedAt", "9223372036854775808"), ("attempts", "9223372036854775807"), ("attempts", "-1"),
      ("attempts", "4294967296"), ("serverFaults", "9223372036854775807"), ("serverFaults", "-1"),
      ("offset", "9223372036854775807"), ("offset", "-1"), ("submissionOffset", "-1"),
      ("submissionOffset", "9223372036854775807"), ("digest", "\"\""), ("digest", "\"personal data\""),
      ("digest", "\"\(String(repeating: "0A", count: 32))\""), ("state", "\"paused\""), ("attempts", "1e300"),
      ("attempts", "0.5"), ("txId", "\"\""), ("txId", "\"\(String(repeating: "x", count: 201))\""),
    ]
  )
  func entryOutOfRangeIsUnreadable(_ member: String, _ value: String) {
    #expect(LedgerEntry(decoding: entry(member, value)) == nil)
    #expect(LedgerEntryScanner.entry(entry(member, value)) == nil)
    #expect(ledger(key: Self.id, value: entry(member, value)) == nil)
  }

  @Test(
    "a ledger record whose key is no report id is unreadable, also as a tombstone",
    arguments: ["", "id", "4A8DB4B8-BC29-4406-901C-3F69298CABE3", "{\(id)}", "\(id) ", "195001012383"]
  )
  func otherKeyIsUnreadable(_ key: String) {
    #expect(ledger(key: key, value: entry()) == nil)
    #expect(ledger(key: key, value: nil) == nil)
  }

  @Test(
    "a number of outbox partitions out of range is unreadable",
    arguments: ["", "0", "-1", "2147483648", "9223372036854775808", "one"]
  )
  func otherNumberOfPartitionsIsUnreadable(_ text: String) {
    #expect(ledger(key: "outbox-partitions", value: Array(text.utf8)) == nil)
    #expect(ledger(key: "outbox-partitions", value: Array("12".utf8)) == .outboxPartitions(12))
  }

  @Test(
    "an outbox record with an invalid id, digest, month or receipt is unreadable",
    arguments: [
      ("elt-report-id", "195001012383"), ("elt-report-id", "4A8DB4B8-BC29-4406-901C-3F69298CABE3"),
      ("elt-digest", ""), ("elt-digest", String(repeating: "0A", count: 32)),
      ("elt-reporting-month", "2026-13"), ("elt-reporting-month", ""), ("elt-reporting-month", "October"),
    ]
  )
  func otherOutboxRecordIsUnreadable(_ name: String, _ value: String) {
    let good = OutboxRecord(
      reportId: "a",
      request: .submit(envelope: [1], digest: "d"),
      origin: .init(causationId: "c", trace: TraceContext(), requestKey: nil),
      notices: [],
      month: CalendarMonth("2026-10")
    ).producerRecord(topic: "elt.outbox")
    #expect(OutboxRecord(ConsumedRecord(good)) != nil)
    let changed = ProducerRecord(
      topic: good.topic,
      key: good.key,
      value: good.value,
      headers: good.headers.map { $0.name == name ? RecordHeader(name, value) : $0 }
    )
    #expect(OutboxRecord(ConsumedRecord(changed)) == nil)
  }

  @Test("a decision with a receipt longer than any event allows is unreadable") func longReceiptIsUnreadable()
  {
    func read(_ length: Int) -> OutboxRecord? {
      let record = OutboxRecord(
        reportId: "a",
        request: .resolve(.accepted(txId: .exactly("å"))),
        origin: .init(causationId: "c", trace: TraceContext(), requestKey: nil),
        notices: []
      )
      let produced = record.producerRecord(topic: "elt.outbox")
      let receipt = Array(String(repeating: "å", count: length).utf8)
      let changed = ProducerRecord(
        topic: produced.topic,
        key: produced.key,
        value: produced.value,
        headers: produced.headers.map {
          $0.name == "elt-tx-id" ? RecordHeader(name: $0.name, value: receipt) : $0
        }
      )
      return OutboxRecord(ConsumedRecord(changed))
    }
    #expect(read(200) != nil)
    #expect(read(201) == nil && read(0) == nil)
  }

  @Test("a count of replays out of range is clamped", arguments: ["-1", "x", "9223372036854775808"])
  func countOfReplaysIsClamped(_ text: String) {
    #expect(DeadLetter.returns(in: [RecordHeader("elt-dead-letter-returns", text)]) == 0)
    #expect(
      DeadLetter.returns(in: [RecordHeader("elt-dead-letter-returns", "9223372036854775807")]) == 1_000_000
    )
  }

  @Test("a record's time out of range is clamped", arguments: [Int64.min, -1, .max])
  func timeIsClamped(_ timestamp: Int64) {
    let record = ConsumedRecord(
      topic: "t",
      partition: 0,
      offset: 0,
      key: nil,
      value: nil,
      headers: [],
      timestamp: timestamp
    )
    #expect(record.time == Timestamp(clamping: timestamp))
  }
}
