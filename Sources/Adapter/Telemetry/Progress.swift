internal import Synchronization

/// When each loop last came round: a loop that no longer does is stuck, whatever the cause.
package final class Progress: Sendable {
  private let last = Mutex<[Role: ContinuousClock.Instant]>([:])

  func preparePolled() { mark(.prepare) }
  func submitPolled() { mark(.submit) }

  /// The roles whose loop has not come round for longer than `limit`. One that has not begun yet is not stuck.
  package func stuck(after limit: Duration, at now: ContinuousClock.Instant = .now) -> [Role] {
    last.withLock { $0.filter { now - $0.value > limit }.map(\.key) }
  }

  /// The roles whose loop has come round at least once.
  package var begun: Set<Role> { last.withLock { Set($0.keys) } }

  private func mark(_ role: Role) { last.withLock { $0[role] = .now } }
}
