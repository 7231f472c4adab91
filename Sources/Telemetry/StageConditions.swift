internal import Synchronization

/// What keeps a stage from working although some brokers answer and none of its clients has failed.
package final class StageConditions: Sendable {
  /// The raw values are codes of `/readyz`, which are part of the public contract.
  package enum Condition: String, Sendable, CaseIterable {
    /// The consumer is no settled member of its group, so it is assigned nothing. A settled member may own no partition.
    case joining
    /// A broker that leads partitions of the stage is unreachable or does not answer.
    case leaderUnreachable = "leader-unreachable"
    /// Transactions are aborted again and again.
    case commitsFailing = "commits-failing"

    /// How long the condition may last in normal operation: a rebalance waits for calls in progress and, if a member died,
    /// for its session time-out; a partition gets another leader; one transaction is aborted.
    package var grace: Duration {
      switch self {
      case .joining: .seconds(90)
      case .leaderUnreachable: .seconds(15)
      case .commitsFailing: .seconds(30)
      }
    }
  }

  package struct Lasting: Sendable, Equatable {
    package let role: Role
    package let condition: Condition
    package let reason: String
    /// How long the condition has lasted.
    package let duration: Duration
  }

  private struct Key: Hashable {
    let role: Role
    let condition: Condition
  }

  private let current = Mutex<[Key: (since: ContinuousClock.Instant, reason: String)]>([:])

  package init() {}

  /// - Parameter reason: Nil if the condition does not hold.
  package func set(_ condition: Condition, _ role: Role, _ reason: String?, at now: ContinuousClock.Instant) {
    let key = Key(role: role, condition: condition)
    current.withLock { conditions in
      conditions[key] = reason.map { (conditions[key]?.since ?? now, $0) }
    }
  }

  /// The stage has stopped or starts again.
  package func clear(_ role: Role) {
    current.withLock { conditions in conditions = conditions.filter { $0.key.role != role } }
  }

  /// The conditions that have lasted longer than normal operation explains, sorted.
  package func lasting(at now: ContinuousClock.Instant) -> [Lasting] {
    current.withLock { conditions in
      conditions.map {
        Lasting(role: $0.role, condition: $0.condition, reason: $1.reason, duration: now - $1.since)
      }
    }.filter { $0.duration > $0.condition.grace }.sorted {
      ($0.role.rawValue, $0.condition.rawValue) < ($1.role.rawValue, $1.condition.rawValue)
    }
  }

  /// The roles whose consumer is no settled member of its group at this moment.
  package var joiningRoles: Set<Role> {
    current.withLock { Set($0.keys.filter { $0.condition == .joining }.map(\.role)) }
  }
}
