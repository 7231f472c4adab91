internal import ELT
internal import Logging
internal import Telemetry
internal import struct Telemetry.LogEvent
internal import TimeReport

/// Alerts the operator that ELT is unreachable: when the breaker opens, every five minutes while it stays open, and when it
/// closes.
struct OutageAlert: Sendable {
  enum Notice: Sendable, Equatable {
    case opened(TransportFailure)
    case lasting(TransportFailure, failures: Int, since: Duration)
    case closed(after: Duration)
  }

  static let interval: Duration = .seconds(300)
  private var since: ContinuousClock.Instant?
  private var lastNotice: ContinuousClock.Instant?

  /// What to log about the state of the breaker; nil if nothing is due.
  mutating func notice(_ breaker: CircuitBreaker, at now: ContinuousClock.Instant) -> Notice? {
    guard let outage = breaker.outage else {
      defer { (since, lastNotice) = (nil, nil) }
      return since.map { .closed(after: now - $0) }
    }
    // The next call, for another report if there is one, shows whether ELT refuses all reports.
    if outage.failure.mayConcernOneReport, breaker.failures < 2 { return nil }
    guard let lastNotice, let since else {
      (self.since, self.lastNotice) = (outage.since.steady, now)
      return .opened(outage.failure)
    }
    guard now - lastNotice >= Self.interval else { return nil }
    self.lastNotice = now
    return .lasting(outage.failure, failures: breaker.failures, since: now - since)
  }
}

extension Logger {
  func log(_ notice: OutageAlert.Notice) {
    switch notice {
    case .opened(let failure): alert(failure, [:])
    case .lasting(let failure, let failures, let since):
      alert(failure, [LogKey.count: "\(failures)", LogKey.seconds: "\(since.components.seconds)"])
    case .closed(let after):
      log(.eltReachableAgain, [LogKey.seconds: "\(after.components.seconds)"])
    }
  }

  private func alert(_ failure: TransportFailure, _ metadata: Logger.Metadata) {
    log(
      failure.event,
      metadata.merging([LogKey.code: "\(failure.code.rawValue)"]) { $1 },
      detail: failure.sentence
    )
  }
}

extension TransportFailure {
  /// Every report ends in a server fault.
  static func faultsForAll(_ fault: ServerFault) -> TransportFailure {
    TransportFailure(.eltFaultsForAll, fault.sentence, status: fault.status)
  }

  fileprivate var event: LogEvent {
    if code == .eltFaultsForAll { return .eltFaultsForAll }
    return needsOperator ? .eltAccessRefused : .eltUnreachable
  }
}
