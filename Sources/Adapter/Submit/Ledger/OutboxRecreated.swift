/// The ledger speaks of outbox records that do not exist yet: the outbox topic was made anew and the ledger kept.
///
/// To go on would be to take new submissions for old ones and never send them, so nothing is sent at all.
struct OutboxRecreated: Error, CustomStringConvertible {
  let partition: Int32
  let newestOffset: Int64
  /// The offset that the next record of the outbox will have.
  let outboxEnd: Int64

  var description: String {
    "The ledger knows the outbox record \(newestOffset) of partition \(partition), but the outbox ends at \(outboxEnd): it was "
      + "made anew while the ledger was kept. Restore the outbox topic, or, if nothing in the ledger matters any more, make "
      + "both anew. Nothing is sent meanwhile."
  }
}
