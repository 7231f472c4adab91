package import Kafka
package import TimeReport

/// A record of the ledger topic.
package enum LedgerRecord: Sendable, Equatable {
  case entry(LedgerEntry, reportId: ReportId)
  /// A tombstone: the report is no longer known.
  case forgotten(reportId: ReportId)
  /// How many partitions the outbox had when this partition of the ledger was started.
  case outboxPartitions(Int)

  /// Not a UUID, so no report has it as its key.
  private static let outboxPartitionsKey = "outbox-partitions"

  /// Nil if the record cannot be read.
  package init?(_ record: ConsumedRecord) {
    guard let key = record.key else { return nil }
    guard let reportId = ReportId(utf8: key[...]) else {
      guard key.elementsEqual(Self.outboxPartitionsKey.utf8), let value = record.value,
        let count = Int32(String(decoding: value, as: UTF8.self)), count > 0
      else { return nil }
      self = .outboxPartitions(Int(count))
      return
    }
    guard let value = record.value else {
      self = .forgotten(reportId: reportId)
      return
    }
    guard let entry = LedgerEntry(decoding: value) else { return nil }
    self = .entry(entry, reportId: reportId)
  }

  /// The owner that started the call of an entry; nil if the record does not name it.
  package static func caller(in record: ConsumedRecord) -> String? {
    record.headers.last { $0.name == callerHeader }.map { String(decoding: $0.value, as: UTF8.self) }
  }

  private static let callerHeader = "elt-ledger-caller"

  /// - Parameter caller: The owner that starts the call of the entry.
  package func producerRecord(topic: String, partition: Int32, caller: String? = nil) throws -> ProducerRecord
  {
    let (key, value): (String, [UInt8]?) =
      switch self {
      case .entry(let entry, let reportId): (reportId.text, try entry.encoded())
      case .forgotten(let reportId): (reportId.text, nil)
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
