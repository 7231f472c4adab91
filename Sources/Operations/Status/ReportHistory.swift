internal import Kafka
internal import PipelineRecords
package import TimeReport

/// Everything that the topics still hold about one report. Its JSON is public contract.
package struct ReportHistory: Sendable, Encodable {
  package let reportId: ReportId
  /// The ledger's records in the order of writing; the last is the current state.
  package private(set) var records: [Record] = []
  /// The number of earlier records that are left out.
  package private(set) var omitted = 0
  /// The latest outcomes whose record has the report id as its key, by time.
  package private(set) var outcomes: [OutcomeSummary] = []
  /// The latest `resolve` events whose record has the report id as its key, by time.
  package private(set) var decisions: [Decision] = []
  /// The topics that could not be read.
  package internal(set) var unread: [AdapterStatus.Unread] = []

  static let longest = 1000

  init(reportId: ReportId) { self.reportId = reportId }

  /// Nothing is known about the report.
  package var isEmpty: Bool { records.isEmpty && outcomes.isEmpty && decisions.isEmpty }

  /// Nothing changes until the report is submitted again.
  package var isFinal: Bool {
    if let last = records.last { return LedgerEntry.State(rawValue: last.state)?.isFinal ?? true }
    return outcomes.last?.outcome == "rejected"
  }

  /// A `resolve` event.
  package struct Decision: Sendable, Encodable {
    package let time: Timestamp
    package let eventId: String
    /// `accepted`, `resend` or `abandon`.
    package let resolution: String
    /// The receipt of an `accepted` decision.
    package let txId: ReceiptId?
    /// The source of the event: who decided.
    package let source: String
    package let reason: String
  }

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
    package internal(set) var txId: ReceiptId?
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

  mutating func takeOutcome(_ record: ConsumedRecord) {
    guard let event = record.value.flatMap({ OutcomeEvent(decoding: $0) }) else { return }
    Self.append(OutcomeSummary(event), to: &outcomes)
  }

  mutating func takeRequest(_ record: ConsumedRecord) {
    let raw = RawEvent(
      headers: record.headers.map { (name: $0.name, value: $0.value) },
      value: record.value
    )
    guard case .event(let event) = EventDecoder().decode(raw), case .resolve(let request) = event.request
    else { return }
    var receipt: ReceiptId?
    if case .accepted(let txId) = request.resolution { receipt = txId }
    let decision = Decision(
      time: record.time,
      eventId: event.eventId,
      resolution: request.resolution.name,
      txId: receipt,
      source: event.source,
      reason: request.reason
    )
    Self.append(decision, to: &decisions)
  }

  /// Partitions are read one after the other, and repartitioning moves a key.
  mutating func sortByTime() {
    outcomes.sort { $0.time < $1.time }
    decisions.sort { $0.time < $1.time }
  }

  private static func append<Element>(_ element: Element, to list: inout [Element]) {
    if list.count == longest { list.removeFirst() }
    list.append(element)
  }
}

extension ResolveRequest.Resolution {
  fileprivate var name: String {
    switch self {
    case .accepted: "accepted"
    case .resend: "resend"
    case .abandon: "abandon"
    }
  }
}
