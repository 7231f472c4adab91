/// The state of one outbox partition and its submitter.
package struct PartitionStatus: Sendable, Codable {
  package let partition: Int32
  package let backlog: Int
  package let callsUnderWay: Int
  package let failedDeliveriesInARow: Int
  package let breaker: Breaker
  /// When ELT became unreachable; nil if it is reachable.
  package let awaySince: UnixMilliseconds?
  /// Why the last call failed.
  package let awayBecause: String?
  /// The problem code of that call.
  package let awayCode: String?
  /// The earliest time of the next call while ELT is unreachable.
  package let nextAttemptAt: UnixMilliseconds?
  package let ledgerEntries: Int
  package let inDoubt: Int
  /// The first report ids in doubt, sorted; at most `idLimit`.
  package let inDoubtIds: [String]
  /// The calls that the backlog needs.
  package let queue: SendingQueue
  /// Whether the submitter is still reading the ledger.
  package let isTakingOver: Bool

  package static let idLimit = 100

  package init(
    partition: Int32,
    backlog: Int,
    callsUnderWay: Int,
    failedDeliveriesInARow: Int,
    breaker: Breaker,
    awaySince: UnixMilliseconds?,
    awayBecause: String?,
    awayCode: String? = nil,
    nextAttemptAt: UnixMilliseconds? = nil,
    ledgerEntries: Int,
    inDoubt: Int,
    inDoubtIds: [String],
    queue: SendingQueue,
    isTakingOver: Bool
  ) {
    self.partition = partition
    self.backlog = backlog
    self.callsUnderWay = callsUnderWay
    self.failedDeliveriesInARow = failedDeliveriesInARow
    self.breaker = breaker
    self.awaySince = awaySince
    self.awayBecause = awayBecause
    self.awayCode = awayCode
    self.nextAttemptAt = nextAttemptAt
    self.ledgerEntries = ledgerEntries
    self.inDoubt = inDoubt
    self.inDoubtIds = inDoubtIds
    self.queue = queue
    self.isTakingOver = isTakingOver
  }
}

/// The state of the circuit breaker of a partition, as metrics and status report it.
package enum Breaker: String, Sendable, Codable {
  case closed
  /// One call probes the service.
  case halfOpen = "half-open"
  /// Deliveries have failed; no call starts before the next probe.
  case open

  /// The value of the metric.
  package var level: Int {
    switch self {
    case .closed: 0
    case .halfOpen: 1
    case .open: 2
    }
  }
}
