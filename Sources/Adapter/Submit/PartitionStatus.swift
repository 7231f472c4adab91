/// What an outbox partition is doing, for the status page.
package struct PartitionStatus: Sendable, Codable {
  package let partition: Int32
  package let backlog: Int
  package let callsUnderWay: Int
  package let failedDeliveriesInARow: Int
  package let ledgerEntries: Int
}
