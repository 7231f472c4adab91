/// What an outbox partition is doing, for the status page.
package struct PartitionStatus: Sendable, Codable {
  package let partition: Int32
  package let backlog: Int
  package let callsUnderWay: Int
  package let failedDeliveriesInARow: Int
  /// `closed`: calls go out. `open`: ELT is away, calls wait. `probing`: one call finds out whether it is back.
  package let breaker: String
  /// Since when ELT has been away, in milliseconds since 1970.
  package let awaySince: Int64?
  /// What the last call that failed ended in.
  package let awayBecause: String?
  package let ledgerEntries: Int
}
