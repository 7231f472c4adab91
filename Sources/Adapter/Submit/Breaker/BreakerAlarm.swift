internal import ELT
internal import Logging
internal import TimeReport

/// Says aloud that ELT is away: when the breaker opens, at a bounded pace while it stays open, and when it closes.
struct BreakerAlarm: Sendable {
  enum Notice: Sendable, Equatable {
    case opened(TransportFailure)
    case lasting(TransportFailure, failures: Int, since: Duration)
    case closed(after: Duration)
  }

  /// Between two lines about the same outage.
  static let pace: Duration = .seconds(300)
  private var since: ContinuousClock.Instant?
  private var lastTold: ContinuousClock.Instant?

  /// What to say of the breaker as it is now; nil where that has been said.
  mutating func notice(_ breaker: CircuitBreaker, at now: ContinuousClock.Instant) -> Notice? {
    guard let outage = breaker.outage else {
      defer { (since, lastTold) = (nil, nil) }
      return since.map { .closed(after: now - $0) }
    }
    guard let lastTold, let since else {
      (since, self.lastTold) = (outage.since.steady, now)
      return .opened(outage.failure)
    }
    guard now - lastTold >= Self.pace else { return nil }
    self.lastTold = now
    return .lasting(outage.failure, failures: breaker.failures, since: now - since)
  }
}

extension Logger {
  func tell(_ notice: BreakerAlarm.Notice) {
    switch notice {
    case .opened(let failure): alarm(failure, [:])
    case .lasting(let failure, let failures, let since):
      alarm(failure, [LogKey.count: "\(failures)", LogKey.seconds: "\(since.components.seconds)"])
    case .closed(let after):
      self.notice(
        "ELT answers again; reports go on.",
        metadata: [LogKey.seconds: "\(after.components.seconds)"]
      )
    }
  }

  private func alarm(_ failure: TransportFailure, _ more: Logger.Metadata) {
    let what =
      failure.needsAPerson
      ? "ALARM: ELT and this adapter do not accept each other, and waiting will not heal it. No report is sent "
        + "before someone has checked the certificates, the agreement with the agency and the address."
      : "ALARM: ELT cannot be reached. Reports wait; one at a time is tried."
    error(
      "\(what) \(failure.sentence) \(failure.code.remedy)",
      metadata: more.merging([LogKey.code: "\(failure.code.rawValue)"]) { $1 }
    )
  }
}
