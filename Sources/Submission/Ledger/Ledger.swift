package import PipelineRecords
package import TimeReport

/// The ledger of one outbox partition, in memory: about 100 bytes per report.
package struct Ledger: Sendable {
  private var packed = PackedTable()
  /// The entries that do not fit the packed form.
  private var others: [ReportId: LedgerEntry] = [:]
  /// The newest outbox record that an entry is or was about.
  package private(set) var newestOffset: Int64?
  /// When a report last changed its state.
  private(set) var newestChangeAt: Timestamp?
  /// How many outbox partitions there were when the ledger was started; nil if not recorded yet.
  package var outboxPartitions: Int?

  /// The owners that started the calls in state `sending`, if the ledger names them.
  private var callers: [ReportId: String] = [:]

  /// The receipts of all entries, and of some that were forgotten.
  private var receipts = ReceiptFilter()

  /// The reports in doubt.
  package private(set) var inDoubt: Set<ReportId> = []

  package init() {}

  package var count: Int { packed.entries.count + others.count }

  package subscript(reportId: ReportId) -> LedgerEntry? {
    if let entry = packed[reportId] { return entry.entry }
    return others.isEmpty ? nil : others[reportId]
  }

  /// The owner that started the report's call, if the report is in state `sending`.
  func caller(of reportId: ReportId) -> String? { callers[reportId] }

  /// - Parameter caller: The owner that started the call of the entry.
  package mutating func record(_ entry: LedgerEntry, for reportId: ReportId, by caller: String? = nil) {
    if caller != nil || !callers.isEmpty { callers[reportId] = entry.state == .sending ? caller : nil }
    if let entry = PackedEntry(reportId, entry) {
      if !others.isEmpty { others[reportId] = nil }
      packed.insert(entry)
      if let receipt = entry.receiptId { remember(receipt: receipt.hashValue) }
    } else {
      if let txId = entry.txId { remember(receipt: ReceiptFilter.hash(txId)) }
      packed.remove(reportId)
      others[reportId] = entry
    }
    if entry.state == .inDoubt {
      inDoubt.insert(reportId)
    } else if !inDoubt.isEmpty {
      inDoubt.remove(reportId)
    }
    newestOffset = max(newestOffset ?? entry.offset, entry.offset)
    newestChangeAt = max(newestChangeAt ?? entry.changedAt, entry.changedAt)
  }

  /// Removes the report. `newestOffset` and `newestChangeAt` stay.
  package mutating func forget(_ reportId: ReportId) {
    packed.remove(reportId)
    if !others.isEmpty { others[reportId] = nil }
    callers[reportId] = nil
    inDoubt.remove(reportId)
  }
}

extension Ledger {
  /// Whether another report has this receipt. The filter answers at once for a new receipt; for any other the entries are
  /// searched.
  func isReceipt(_ txId: ReceiptId, ofOtherThan reportId: ReportId) -> Bool {
    guard receipts.mayContain(ReceiptFilter.hash(txId)) else { return false }
    if let packedId = txId.uuid,
      packed.entries.contains(where: { $0.receiptId == packedId && $0.id != reportId })
    {
      return true
    }
    return others.contains { $0.key != reportId && $0.value.txId?.isSame(as: txId) == true }
  }

  private mutating func remember(receipt hash: Int) {
    if receipts.isFull {
      receipts = ReceiptFilter(
        packed.entries.lazy.compactMap { $0.receiptId?.hashValue },
        capacity: count * 2 + 1000
      )
      for txId in others.values.compactMap(\.txId) { receipts.insert(ReceiptFilter.hash(txId)) }
    }
    receipts.insert(hash)
  }

  /// The position of a search through all entries. It goes backwards, so that entries removed or added meanwhile do not
  /// hide others.
  struct Search: Sendable {
    fileprivate var unseen: Int
    fileprivate var others: [ReportId]
  }

  func search() -> Search { Search(unseen: packed.entries.count, others: Array(others.keys)) }

  /// Reports that reached a final state before `time` and whose outbox records lie before `offset`.
  ///
  /// - Parameters:
  ///   - search: Where to continue; nil when it is finished.
  ///   - limit: The number of entries to examine.
  func finished(before time: Timestamp, offset: Int64, _ search: inout Search?, limit: Int) -> [ReportId] {
    guard var place = search else { return [] }
    let end = min(place.unseen, packed.entries.count)
    let slice = max(0, end - limit)..<end
    place.unseen = slice.lowerBound
    var found = packed.entries[slice].filter {
      $0.state.isFinal && $0.changedAt < time && $0.offset < offset
    }.map(\.id)
    let rest = place.others.suffix(limit)
    place.others.removeLast(rest.count)
    found += rest.filter {
      guard let entry = others[$0] else { return false }
      return entry.state.isFinal && entry.changedAt < time && entry.offset < offset
    }
    search = place.unseen == 0 && place.others.isEmpty ? nil : place
    return found
  }
}
