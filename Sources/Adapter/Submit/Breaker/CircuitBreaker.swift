internal import ELT
internal import TimeReport

/// Whether calls go out from one outbox partition. ELT being away opens it; one call at a time then finds out whether
/// ELT is back. A value: told what happened and when.
struct CircuitBreaker: Sendable {
  enum State: Sendable, Equatable {
    /// Calls go out as the ceiling allows.
    case closed
    /// No call goes out before this moment; the next one is a probe.
    case open(until: ContinuousClock.Instant)
    /// The call for this outbox record finds out whether ELT is back; no other goes out meanwhile.
    case probing(offset: Int64)
  }

  /// What opened it, and what the last probe ended in.
  struct Outage: Sendable {
    let since: SubmitMachine.Now
    var failure: TransportFailure
  }

  private(set) var state = State.closed
  private(set) var outage: Outage?
  /// Deliveries in a row that failed or are in doubt. Calls that were under way together count once.
  private(set) var failures = 0
  private let retry: RetryPolicy

  init(_ retry: RetryPolicy) { self.retry = retry }

  /// Whether a call may go out once `pause` is over.
  var admitsCall: Bool {
    if case .probing = state { false } else { true }
  }

  /// Until when no call goes out.
  var pause: ContinuousClock.Instant? {
    if case .open(let until) = state { until } else { nil }
  }

  mutating func started(_ offset: Int64) {
    if case .open = state { state = .probing(offset: offset) }
  }

  /// A call ended without an answer. Those that left before the breaker opened say nothing new: only the probe counts
  /// then, and it need not wait for them.
  mutating func failed(
    _ offset: Int64,
    _ failure: TransportFailure,
    at now: SubmitMachine.Now,
    jitter: Double
  ) {
    switch state {
    case .open: return
    case .probing(let probe) where probe != offset: return
    case .probing where !failure.tellsOfELT: state = .open(until: now.steady)
    case .closed where !failure.tellsOfELT: return
    case .closed, .probing:
      failures += 1
      outage = Outage(since: outage?.since ?? now, failure: failure)
      state = .open(until: now.steady + retry.backoff(failures: failures, jitter: jitter))
    }
  }

  /// ELT answered a call, whichever and whatever: it is there.
  mutating func answered() {
    state = .closed
    outage = nil
    failures = 0
  }
}

extension CircuitBreaker {
  /// As it is told.
  var told: Breaker {
    switch state {
    case .closed: .closed
    case .open: .open
    case .probing: .halfOpen
    }
  }
}

extension TransportFailure {
  /// Whether the failure says anything about ELT: a call that we ended ourselves does not.
  fileprivate var tellsOfELT: Bool { code != .transportCancelled && code != .transportClientClosed }

  /// Waiting does not heal it: someone has to look at certificates, agreement or address.
  var needsAPerson: Bool {
    switch code {
    case .eltAccessDenied, .eltWrongAddress, .transportTLS, .transportServerCertificate,
      .transportClientCertificateRefused, .transportClientCertificateExpired:
      true
    default: false
    }
  }
}
