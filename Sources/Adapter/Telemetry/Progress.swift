internal import Synchronization

/// Who makes progress, and who no longer does.
package final class Progress: Sendable {
  private struct State {
    var watchdog = Watchdog()
    var begun: Set<Role> = []
  }

  private let state = Mutex(State())
  private let clock: AdapterClock

  init(clock: AdapterClock) { self.clock = clock }

  /// How long a loop or a submitter may take to come round. A Kafka transaction that fails takes up to two minutes while
  /// the brokers are away, and giving a partition back half a minute: neither is to be taken for being stuck.
  static let limit: Duration = .seconds(180)

  /// The role's loop comes round.
  package func polled(_ role: Role) {
    expect(.loop(role))
    state.withLock { _ = $0.begun.insert(role) }
  }

  /// The part has to be heard of within the limit.
  ///
  /// - Parameters:
  ///   - time: From when the limit counts; nil is now.
  ///   - limit: Nil is the one for all.
  func expect(
    _ part: Watchdog.Part,
    from time: ContinuousClock.Instant? = nil,
    within limit: Duration = Progress.limit
  ) {
    let due = (time ?? clock.steady()) + limit
    state.withLock { $0.watchdog.expect(part, by: due) }
  }

  /// The part has been given something to do, and has to be heard of within the limit.
  func hasten(_ part: Watchdog.Part) {
    let due = clock.steady() + Self.limit
    state.withLock { $0.watchdog.hasten(part, by: due) }
  }

  /// The part has nothing to do, or has ended.
  func done(_ part: Watchdog.Part) { state.withLock { $0.watchdog.done(part) } }

  /// What is stuck now.
  var stuck: [Watchdog.Part] {
    let now = clock.steady()
    return state.withLock { $0.watchdog.overdue(at: now) }
  }

  /// The roles whose loop has come round at least once.
  var begun: Set<Role> { state.withLock { $0.begun } }
}
