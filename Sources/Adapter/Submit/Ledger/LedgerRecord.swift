package import Kafka

/// What a record of the ledger topic says.
package enum LedgerRecord: Sendable, Equatable {
  case entry(LedgerEntry, reportId: String)
  /// A tombstone: nothing is known of the report any more.
  case forgotten(reportId: String)
  /// How many partitions the outbox had when this partition of the ledger was begun.
  case outboxPartitions(Int)

  /// No report id, which is a UUID, so no report's entry ever takes its place.
  private static let outboxPartitionsKey = "outbox-partitions"

  /// Nil for a record that cannot be read.
  package init?(_ record: ConsumedRecord) {
    guard let key = record.key.flatMap({ String(validating: $0, as: UTF8.self) }) else { return nil }
    guard let value = record.value else {
      self = .forgotten(reportId: key)
      return
    }
    if key == Self.outboxPartitionsKey {
      guard let count = Int(String(decoding: value, as: UTF8.self)), count > 0 else { return nil }
      self = .outboxPartitions(count)
    } else {
      guard let entry = LedgerEntry(decoding: value) else { return nil }
      self = .entry(entry, reportId: key)
    }
  }

  /// Who began the call that an entry is about; nil where it does not say.
  static func caller(in record: ConsumedRecord) -> String? {
    record.headers.last { $0.name == callerHeader }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  private static let callerHeader = "elt-ledger-caller"

  /// - Parameter caller: who begins the call that the entry is about.
  package func producerRecord(topic: String, partition: Int32, caller: String? = nil) throws -> ProducerRecord
  {
    let (key, value): (String, [UInt8]?) =
      switch self {
      case .entry(let entry, let reportId): (reportId, try entry.encoded())
      case .forgotten(let reportId): (reportId, nil)
      case .outboxPartitions(let count): (Self.outboxPartitionsKey, Array("\(count)".utf8))
      }
    return ProducerRecord(
      topic: topic,
      partition: partition,
      key: Array(key.utf8),
      value: value,
      headers: caller.map { [RecordHeader(name: Self.callerHeader, value: Array($0.utf8))] } ?? []
    )
  }
}
