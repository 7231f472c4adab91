internal import Foundation
internal import Kafka
internal import PipelineRecords
internal import Settings
internal import SyntheticEvents
internal import TimeReport

/// Makes records of the ledger and the outbox that no release of the adapter has written.
struct HostileState {
  let topics: AdapterConfiguration.Topics
  var random: SeededGenerator

  /// Members of a ledger entry with values out of range.
  private static let members = [
    ("attemptedAt", "9223372036854775807"), ("attemptedAt", "-9223372036854775808"), ("changedAt", "1e300"),
    ("attempts", "-1"), ("attempts", "9223372036854775807"), ("digest", "\"\(HostileRecord.mark)\""),
    ("digest", "null"), ("offset", "9223372036854775807"), ("offset", "-5"), ("submissionOffset", "1.5"),
    ("possiblyDuplicate", "\"yes\""), ("serverFaults", "99999999999"), ("state", "\"\(HostileRecord.mark)\""),
    ("txId", "\"" + String(repeating: "x", count: 5000) + "\""),
  ]

  /// An unreadable ledger record. An entry that is readable is believed, so there is none of them.
  mutating func ledgerRecord() -> ProducerRecord {
    let id = UUID().uuidString.lowercased()
    let key: [UInt8]
    var value: [UInt8]? = entry()
    switch Int.random(in: 0..<6, using: &random) {
    case 0: key = bytes(16)
    case 1: key = Array(HostileRecord.mark.utf8)
    case 2: (key, value) = (Array("outbox-partitions".utf8), Array("-9223372036854775808".utf8))
    case 3: (key, value) = (Array(id.utf8), bytes(200))
    default: key = Array(id.utf8)
    }
    return ProducerRecord(topic: topics.ledger, partition: 0, key: key, value: value)
  }

  private mutating func entry() -> [UInt8] {
    var members = [
      "attemptedAt": "1790000000000", "attempts": "2", "changedAt": "1790000000250",
      "digest": "\"" + String(repeating: "0a", count: 32) + "\"", "offset": "17", "possiblyDuplicate": "true",
      "state": "\"accepted\"", "submissionOffset": "12", "txId": "\"b1f0\"",
    ]
    if let (name, value) = Self.members.randomElement(using: &random) { members[name] = value }
    return Array("{\(members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ","))}".utf8)
  }

  /// An outbox record that cannot be read and becomes a dead letter.
  mutating func outboxRecord() -> ProducerRecord {
    let mark = HostileRecord.mark
    var headers = [
      "elt-outbox-version": "1", "elt-kind": "submit", "elt-report-id": UUID().uuidString.lowercased(),
      "elt-digest": String(repeating: "0a", count: 32), "elt-causation-id": "hostile",
      "elt-reporting-month": "2026-09",
    ]
    let spoiled = [
      ("elt-outbox-version", "99999999999999999999"), ("elt-outbox-version", mark), ("elt-kind", mark),
      ("elt-report-id", mark), ("elt-report-id", "195001012383"), ("elt-digest", mark), ("elt-digest", ""),
      ("elt-reporting-month", "2026-13"), ("elt-reporting-month", "9223372036854775807-01"),
    ]
    if let (name, value) = spoiled.randomElement(using: &random) { headers[name] = value }
    return ProducerRecord(
      topic: topics.outbox,
      partition: 0,
      key: Bool.random(using: &random) ? bytes(16) : Array(mark.utf8),
      value: bytes(300),
      headers: headers.map { RecordHeader(name: $0.key, value: Array($0.value.utf8)) }
        + [RecordHeader(name: "elt-dead-letter-returns", value: Array("-99999999999999999999".utf8))]
    )
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }
}
