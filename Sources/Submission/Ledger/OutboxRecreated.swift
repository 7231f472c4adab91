internal import TimeReport

/// The ledger names outbox records that do not exist: the outbox topic was recreated and the ledger kept.
///
/// New submissions would be mistaken for old ones and never sent. So nothing is sent.
struct OutboxRecreated: Error, CustomStringConvertible {
  let partition: Int32
  let newestOffset: Int64
  /// The offset of the next record of the outbox.
  let outboxEnd: Int64

  var description: String {
    "\(ProblemCode.outboxRecreated): The ledger names outbox record \(newestOffset) of partition \(partition), but the outbox "
      + "ends at \(outboxEnd): it was recreated and the ledger was kept. Restore the outbox topic; or, if nothing in the "
      + "ledger is needed any more, recreate both. Nothing is sent until then."
  }
}
