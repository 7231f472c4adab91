internal import TimeReport

/// The outbox has another number of partitions than when the ledger was started.
///
/// A report's partition follows from its id and that number. A report that one partition's ledger knows may now come to
/// another partition, whose submitter would send it again. So nothing is sent.
struct OutboxPartitionsChanged: Error, CustomStringConvertible {
  /// The ledger partition that was started with another number.
  let partition: Int32
  let before: Int
  let now: Int

  var description: String {
    "\(ProblemCode.outboxPartitionsChanged): The outbox has \(now) partitions, but partition \(partition) of the ledger was started when it had \(before), "
      + "and holds reports. A report id may now lead to a partition whose ledger does not know it. Create new outbox and "
      + "ledger topics with \(before) partitions and copy the records of each partition; or, if nothing in the ledger is "
      + "needed any more, recreate both. Nothing is sent until then."
  }

  /// - Returns: Whether the number is still to be recorded in this partition of the ledger.
  /// - Throws: `OutboxPartitionsChanged` if the ledger holds reports and was started with another number.
  static func check(_ ledger: Ledger, of partition: Int32, now: Int) throws(OutboxPartitionsChanged) -> Bool {
    guard let before = ledger.outboxPartitions else { return true }
    guard before != now else { return false }
    guard ledger.count == 0 else {
      throw OutboxPartitionsChanged(partition: partition, before: before, now: now)
    }
    return true
  }
}
