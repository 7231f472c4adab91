package import Kafka
package import TimeReport

/// A record without an outcome, with its bytes, key and headers unchanged. Headers that are too large are left out.
///
/// The added headers name its origin and a problem code. None of them holds personal data.
package enum DeadLetter {
  package enum Header {
    package static let prefix = "elt-dead-letter-"
    package static let code = prefix + "code"
    package static let topic = prefix + "topic"
    package static let partition = prefix + "partition"
    package static let offset = prefix + "offset"
    package static let returns = prefix + "returns"
    /// Marks a `ReplayNote`, which is not a dead letter.
    package static let replay = prefix + "replay"
  }

  /// How often a record was replayed; 0 if the header is missing or invalid.
  package static func returns(in headers: [RecordHeader]) -> Int {
    let text = headers.last { $0.name == Header.returns }.map { String(decoding: $0.value, as: UTF8.self) }
    return text.flatMap { Int($0) }.map { min(max($0, 0), 1_000_000) } ?? 0
  }

  package static func record(_ original: ConsumedRecord, code: ProblemCode, topic: String) -> ProducerRecord {
    // Replaces the headers of an earlier dead letter of this record, except the count of replays.
    let kept =
      code == .eventHeadersTooLarge
      ? [] : original.headers.filter { !$0.name.hasPrefix(Header.prefix) || $0.name == Header.returns }
    return ProducerRecord(
      topic: topic,
      partition: nil,
      key: original.key,
      value: original.value,
      headers: kept + added(original.topicPartition, original.offset, code)
    )
  }

  /// A dead letter without key and value, for a record that is too large to write again. It names the original's place.
  package static func place(of original: ConsumedRecord, code: ProblemCode, topic: String) -> ProducerRecord {
    place(original.topicPartition, original.offset, code: code, topic: topic)
  }

  package static func place(_ partition: TopicPartition, _ offset: Int64, code: ProblemCode, topic: String)
    -> ProducerRecord
  {
    let headers = added(partition, offset, code)
    return ProducerRecord(topic: topic, partition: nil, key: nil, value: nil, headers: headers)
  }

  private static func added(_ partition: TopicPartition, _ offset: Int64, _ code: ProblemCode)
    -> [RecordHeader]
  {
    func header(_ name: String, _ value: String) -> RecordHeader {
      RecordHeader(name: name, value: Array(value.utf8))
    }
    return [
      header(Header.code, code.rawValue),
      header(Header.topic, partition.topic),
      header(Header.partition, "\(partition.partition)"),
      header(Header.offset, "\(offset)"),
    ]
  }
}
