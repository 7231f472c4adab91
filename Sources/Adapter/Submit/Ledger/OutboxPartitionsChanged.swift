/// The outbox had another number of partitions when the ledger was begun.
///
/// A report's partition follows from its id and that number. So reports that one partition's ledger knows may now come
/// to another, which would take them for new and send them a second time. Nothing is sent instead.
struct OutboxPartitionsChanged: Error, CustomStringConvertible {
  static let code = "outbox.partitions-changed"

  /// The partition of the ledger that was begun under another number.
  let partition: Int32
  let before: Int
  let now: Int

  var description: String {
    "\(Self.code): The outbox has \(now) partitions, but partition \(partition) of the ledger was begun when it had \(before), "
      + "and holds reports. A report's id may now lead to a partition whose ledger does not know it. Make new outbox and "
      + "ledger topics with \(before) partitions and copy the records of each partition; or, if nothing in the ledger "
      + "matters any more, make both anew. Nothing is sent meanwhile."
  }

  /// - Returns: Whether the number is still to be written down in this partition of the ledger.
  /// - Throws: `OutboxPartitionsChanged` where the ledger holds reports and was begun under another number.
  static func check(_ ledger: Ledger, of partition: Int32, now: Int) throws(OutboxPartitionsChanged) -> Bool {
    guard let before = ledger.outboxPartitions else { return true }
    guard before != now else { return false }
    guard ledger.count == 0 else {
      throw OutboxPartitionsChanged(partition: partition, before: before, now: now)
    }
    return true
  }
}
