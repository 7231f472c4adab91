internal import Synchronization

/// The stages that cannot work because Kafka is unreachable, since when, and why.
package final class KafkaOutages: Sendable {
  package struct Outage: Sendable, Equatable {
    package let since: ContinuousClock.Instant
    package let reason: String
  }

  private let current = Mutex<[Role: Outage]>([:])

  package init() {}

  /// Sorted by role.
  package var all: [(role: Role, outage: Outage)] {
    current.withLock { $0.map { ($0.key, $0.value) } }.sorted { $0.role.rawValue < $1.role.rawValue }
  }

  package var reasons: [Role: String] { current.withLock { $0.mapValues(\.reason) } }

  /// - Returns: Whether the outage is new.
  package func began(_ role: Role, at now: ContinuousClock.Instant, _ reason: String) -> Bool {
    current.withLock { outages in
      let known = outages[role]
      outages[role] = Outage(since: known?.since ?? now, reason: reason)
      return known == nil
    }
  }

  /// - Returns: The outage that ended, if any.
  package func ended(_ role: Role) -> Outage? { current.withLock { $0.removeValue(forKey: role) } }
}
