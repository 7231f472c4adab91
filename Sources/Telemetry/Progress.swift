internal import Synchronization

/// Tracks which loops, submitters and calls make progress.
package final class Progress: Sendable {
  private struct State {
    var watchdog = Watchdog()
    var started: Set<Role> = []
  }

  private let state = Mutex(State())
  private let clock: AdapterClock

  package init(clock: AdapterClock) { self.clock = clock }

  /// How long one round of a loop or submitter may take. A failing Kafka transaction takes up to two minutes while the
  /// brokers are unreachable, and releasing a partition half a minute; neither means that the part is stuck.
  package static let limit: Duration = .seconds(180)

  /// The role's loop completed a round.
  package func polled(_ role: Role) {
    expect(.loop(role))
    state.withLock { _ = $0.started.insert(role) }
  }

  /// The part must report again within the limit.
  ///
  /// - Parameters:
  ///   - time: When the limit starts; nil means now.
  package func expect(
    _ part: Watchdog.Part,
    from time: ContinuousClock.Instant? = nil,
    within limit: Duration = Progress.limit
  ) {
    let due = (time ?? clock.steady()) + limit
    state.withLock { $0.watchdog.expect(part, by: due) }
  }

  /// The part has new work and must report within the limit. An earlier due time stays.
  package func expectUnlessDue(_ part: Watchdog.Part) {
    let due = clock.steady() + Self.limit
    state.withLock { $0.watchdog.expectUnlessDue(part, by: due) }
  }

  /// The part is idle or has ended.
  package func done(_ part: Watchdog.Part) { state.withLock { $0.watchdog.done(part) } }

  /// The parts that are overdue.
  package var stuck: [Watchdog.Part] {
    let now = clock.steady()
    return state.withLock { $0.watchdog.overdue(at: now) }
  }

  /// The roles whose loop completed at least one round.
  package var startedRoles: Set<Role> { state.withLock { $0.started } }
}
