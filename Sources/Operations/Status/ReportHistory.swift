internal import Kafka
internal import PipelineRecords
package import TimeReport

/// Everything that the ledger still holds about one report. Its JSON is public contract.
package struct ReportHistory: Sendable, Encodable {
  package let reportId: ReportId
  /// In the order of writing; the last is the current state.
  package private(set) var records: [Record] = []
  /// The number of earlier records that are left out.
  package private(set) var omitted = 0

  static let longest = 1000

  init(reportId: ReportId) { self.reportId = reportId }

  package struct Record: Sendable, Encodable {
    package let partition: Int32
    package let offset: Int64
    let recordedAt: Timestamp
    /// A state of the ledger, `forgotten` or `unreadable`; the two last have none of the members below.
    package let state: String
    package internal(set) var attempts: Int?
    package internal(set) var attemptedAt: Timestamp?
    package internal(set) var changedAt: Timestamp?
    /// The agency's receipt.
    package internal(set) var txId: String?
    package internal(set) var possiblyDuplicate: Bool?
    package internal(set) var digest: Digest?
    /// The outbox record that led to this.
    var outboxOffset: Int64?
    /// The outbox record that holds the submission.
    package internal(set) var submissionOffset: Int64?

    init(_ record: ConsumedRecord) {
      partition = record.partition
      offset = record.offset
      recordedAt = record.time
      guard let value = record.value else {
        state = "forgotten"
        return
      }
      guard let entry = LedgerEntry(decoding: value) else {
        state = "unreadable"
        return
      }
      state = entry.state.rawValue
      attempts = entry.attempts
      attemptedAt = entry.attemptedAt
      changedAt = entry.changedAt
      txId = entry.txId
      possiblyDuplicate = entry.possiblyDuplicate
      digest = entry.digest
      outboxOffset = entry.offset
      submissionOffset = entry.submissionOffset
    }
  }

  mutating func take(_ record: ConsumedRecord) {
    if records.count == Self.longest {
      records.removeFirst()
      omitted += 1
    }
    records.append(Record(record))
  }
}
