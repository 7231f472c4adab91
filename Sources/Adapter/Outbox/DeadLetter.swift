internal import Kafka
internal import TimeReport

/// A record that got no outcome of its own: its bytes, key and headers as they came, and why it is here.
///
/// What is added says where it came from and a code. No added header holds personal data.
package enum DeadLetter {
  package enum Header {
    package static let prefix = "elt-dead-letter-"
    package static let code = prefix + "code"
    package static let topic = prefix + "topic"
    package static let partition = prefix + "partition"
    package static let offset = prefix + "offset"
    package static let returns = prefix + "returns"
    /// On a note of what was replayed, which is no dead letter: see `ReplayNote`.
    static let replay = prefix + "replay"
  }

  /// How often a record has come back from the dead letters; 0 for a header that is no such number.
  static func returns(in headers: [RecordHeader]) -> Int {
    let text = headers.last { $0.name == Header.returns }.map { String(decoding: $0.value, as: UTF8.self) }
    return text.flatMap { Int($0) }.map { min(max($0, 0), 1_000_000) } ?? 0
  }

  static func record(_ original: ConsumedRecord, code: ProblemCode, topic: String) -> ProducerRecord {
    // What an earlier stay among the dead letters added is replaced, except how often it has come back.
    let kept = original.headers.filter { !$0.name.hasPrefix(Header.prefix) || $0.name == Header.returns }
    return ProducerRecord(
      topic: topic,
      partition: nil,
      key: original.key,
      value: original.value,
      headers: kept + added(original, code)
    )
  }

  /// Without the record itself, where that is too large to be written again; it is still where it came from.
  static func place(of original: ConsumedRecord, code: ProblemCode, topic: String) -> ProducerRecord {
    ProducerRecord(topic: topic, partition: nil, key: nil, value: nil, headers: added(original, code))
  }

  private static func added(_ original: ConsumedRecord, _ code: ProblemCode) -> [RecordHeader] {
    func header(_ name: String, _ value: String) -> RecordHeader {
      RecordHeader(name: name, value: Array(value.utf8))
    }
    return [
      header(Header.code, code.rawValue),
      header(Header.topic, original.topic),
      header(Header.partition, "\(original.partition)"),
      header(Header.offset, "\(original.offset)"),
    ]
  }
}
