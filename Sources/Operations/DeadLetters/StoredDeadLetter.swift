internal import Kafka
internal import PipelineRecords
internal import TimeReport

/// A dead letter on its topic.
///
/// Its members hold no personal data. The key is left out, because the requesting system chose it.
struct StoredDeadLetter: Sendable {
  let place: DeadLetterPlace
  /// Nil if the record has no valid code.
  let code: String?
  let source: Source?
  /// When it became a dead letter.
  let time: Timestamp
  /// How often it was replayed.
  let returns: Int
  /// The size of the value; nil if the record had none, or if only the place was kept.
  let bytes: Int?
  /// Nil unless the record came from the outbox.
  let reportId: ReportId?
  private let record: ConsumedRecord

  struct Source: Sendable {
    let topic: String
    let partition: Int32
    let offset: Int64
  }

  init(_ record: ConsumedRecord, outbox: String) {
    func text(_ name: String) -> String? {
      record.headers.last { $0.name == name }.flatMap { String(validating: $0.value, as: UTF8.self) }
    }
    self.record = record
    place = DeadLetterPlace(partition: record.partition, offset: record.offset)
    code = text(DeadLetter.Header.code).flatMap { Self.isCode($0) ? $0 : nil }
    if let topic = text(DeadLetter.Header.topic), Self.isTopic(topic),
      let partition = text(DeadLetter.Header.partition).flatMap({ Int32($0) }), partition >= 0,
      let offset = text(DeadLetter.Header.offset).flatMap({ Int64($0) }), (0..<Int64.max).contains(offset)
    {
      source = Source(topic: topic, partition: partition, offset: offset)
    } else {
      source = nil
    }
    time = record.time
    returns = DeadLetter.returns(in: record.headers)
    bytes = record.value.map(\.count)
    // Every release has written ids in lower case.
    reportId = source?.topic == outbox ? text(OutboxRecord.reportIdHeader).flatMap { ReportId($0) } : nil
  }

  /// Whether the headers of the original record were too large to keep.
  var lacksHeaders: Bool { record.omitsHeaders || code == ProblemCode.eventHeadersTooLarge.rawValue }

  /// The original record with its replay count incremented.
  func returned(to topic: String) -> ProducerRecord {
    let count = RecordHeader(name: DeadLetter.Header.returns, value: Array("\(returns + 1)".utf8))
    return ProducerRecord(
      topic: topic,
      partition: nil,
      key: record.key,
      value: record.value,
      headers: record.headers.filter { !$0.name.hasPrefix(DeadLetter.Header.prefix) } + [count]
    )
  }

  // Others may write to the topic, so only well-formed values are shown.
  private static func isCode(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 }
  }

  private static func isTopic(_ text: String) -> Bool {
    (1...249).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains($0))
      }
  }
}

/// The place of a dead letter on the dead-letter topic, written `PARTITION:OFFSET`.
package struct DeadLetterPlace: Sendable, Hashable {
  package let partition: Int32
  package let offset: Int64

  package init(partition: Int32, offset: Int64) {
    (self.partition, self.offset) = (partition, offset)
  }

  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let partition = Int32(parts[0]), let offset = Int64(parts[1]), partition >= 0,
      offset >= 0
    else { return nil }
    self.init(partition: partition, offset: offset)
  }
}
