package import Kafka

package import PipelineRecords

extension ConsumedRecord {
  /// The produced record as a consumer would read it.
  package init(_ record: ProducerRecord, at offset: Int64 = 0) {
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

  package static func request(
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
  package init(_ name: String, _ value: String) { self.init(name: name, value: Array(value.utf8)) }

  package var text: String { String(decoding: value, as: UTF8.self) }
}

extension Sequence<RecordHeader> {
  package func texts(_ name: String) -> [String] { filter { $0.name == name }.map(\.text) }
}

extension TopicNames {
  package static let standard = Self(
    requests: "elt.requests",
    outcomes: "elt.outcomes",
    outbox: "elt.outbox",
    ledger: "elt.ledger",
    deadLetters: "elt.dead-letters"
  )
}
