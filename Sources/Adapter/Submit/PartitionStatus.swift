/// What an outbox partition is doing, for the status page.
package struct PartitionStatus: Sendable, Codable {
  package let partition: Int32
  package let backlog: Int
  package let callsUnderWay: Int
  package let failedDeliveriesInARow: Int
  package let breaker: Breaker
  /// Since when ELT has been away, in milliseconds since 1970.
  package let awaySince: Int64?
  /// What the last call that failed ended in.
  package let awayBecause: String?
  package let ledgerEntries: Int
  package let inDoubt: Int
  /// Of some of those in doubt, in a fixed order: a person looks at them one by one.
  package let inDoubtIds: [String]
  /// Seconds between the starts of two calls.
  package let secondsPerCall: Double
  /// Whether the ledger is still being read.
  package let isTakingOver: Bool

  /// How many ids are told.
  package static let idLimit = 100
}
