import Kafka
import TimeReport

@testable import PipelineRecords

extension ConsumedRecord {
  /// What a consumer would read of a produced record.
  init(_ record: ProducerRecord, at offset: Int64 = 0) {
    self.init(
      topic: record.topic,
      partition: record.partition ?? 0,
      offset: offset,
      key: record.key,
      value: record.value,
      headers: record.headers,
      timestamp: 0
    )
  }

  static func request(
    _ value: String,
    headers: [RecordHeader] = [],
    partition: Int32 = 0,
    at offset: Int64 = 0
  ) -> Self {
    ConsumedRecord(
      topic: "elt.requests",
      partition: partition,
      offset: offset,
      key: Array("key".utf8),
      value: Array(value.utf8),
      headers: headers,
      timestamp: 0
    )
  }
}

extension RecordHeader {
  init(_ name: String, _ value: String) { self.init(name: name, value: Array(value.utf8)) }

  var text: String { String(decoding: value, as: UTF8.self) }
}

extension Sequence<RecordHeader> {
  func texts(_ name: String) -> [String] { filter { $0.name == name }.map(\.text) }
}

extension TopicNames {
  static let standard = Self(
    requests: "elt.requests",
    outcomes: "elt.outcomes",
    outbox: "elt.outbox",
    ledger: "elt.ledger",
    deadLetters: "elt.dead-letters"
  )
}
