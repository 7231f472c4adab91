internal import ELT
internal import Stages
internal import Telemetry
internal import TimeReport

/// Decides whether calls may start from one outbox partition. A failed delivery opens it; one call at a time then probes
/// ELT. A pure value: events and time are passed in.
struct CircuitBreaker: Sendable {
  enum State: Sendable, Equatable {
    /// Calls start as the ceiling allows.
    case closed
    /// No call starts before this moment; the next one is a probe.
    case open(until: ContinuousClock.Instant)
    /// The call for this outbox record probes ELT; no other call starts meanwhile.
    case probing(offset: Int64)
  }

  /// Since when the breaker is open, and the last failure.
  struct Outage: Sendable {
    let since: AdapterClock.Reading
    var failure: TransportFailure
  }

  private(set) var state = State.closed
  private(set) var outage: Outage?
  /// Deliveries in a row that failed or are in doubt. Calls that were in progress together count once.
  private(set) var failures = 0
  /// Those of them that lengthen the backoff.
  private var backoffSteps = 0
  private let retry: RetryPolicy

  init(_ retry: RetryPolicy) { self.retry = retry }

  /// Whether a call may start after `pause`.
  var admitsCall: Bool {
    if case .probing = state { false } else { true }
  }

  /// Until when no call may start.
  var pause: ContinuousClock.Instant? {
    if case .open(let until) = state { until } else { nil }
  }

  mutating func started(_ offset: Int64) {
    if case .open = state { state = .probing(offset: offset) }
  }

  /// A call ended without an answer. After the breaker has opened, only the probe changes the state.
  ///
  /// - Parameter lengthensBackoff: False if the failure may be the report's own and the report had not failed before: the
  ///   next probe, for another report, follows soon.
  mutating func failed(
    _ offset: Int64,
    _ failure: TransportFailure,
    at now: AdapterClock.Reading,
    jitter: Double,
    lengthensBackoff: Bool = true
  ) {
    switch state {
    case .open: return
    case .probing(let probe) where probe != offset: return
    case .probing where !failure.concernsELT: state = .open(until: now.steady)
    case .closed where !failure.concernsELT: return
    case .closed, .probing:
      failures += 1
      if lengthensBackoff { backoffSteps += 1 }
      outage = Outage(since: outage?.since ?? now, failure: failure)
      state = .open(until: now.steady + retry.backoff(failures: backoffSteps, jitter: jitter))
    }
  }

  /// ELT answered a call, with any result.
  mutating func answered() {
    state = .closed
    outage = nil
    failures = 0
    backoffSteps = 0
  }
}

extension CircuitBreaker {
  /// The state for metrics and status.
  var reported: Breaker {
    switch state {
    case .closed: .closed
    case .open: .open
    case .probing: .halfOpen
    }
  }
}

extension TransportFailure {
  /// False for a call that this process cancelled.
  fileprivate var concernsELT: Bool { code != .transportCancelled && code != .transportClientClosed }

  /// Whether the answer may be about this report only, for example a firewall that dislikes its bytes. Connections that fail
  /// and statuses about load concern all reports.
  var mayConcernOneReport: Bool {
    guard let status else { return false }
    return (300..<500).contains(status) && ![408, 425, 429].contains(status)
  }

  /// Whether retrying cannot help: an operator must check certificates, agreement or address.
  var needsOperator: Bool {
    switch code {
    case .eltAccessDenied, .eltWrongAddress, .transportTLS, .transportServerCertificate,
      .transportClientCertificateRefused, .transportClientCertificateExpired:
      true
    default: false
    }
  }
}
