internal import CClock

/// Whether the machine's clock is synchronised (by NTP, PTP or the hypervisor), as its kernel reports.
///
/// Certificates, OCSP responses and deadlines are checked against this clock. It is not compared with the agency's, which
/// would take a call.
package enum ClockHealth: Sendable, Hashable {
  /// The error is at most this many milliseconds.
  case synchronised(within: Int)
  case notSynchronised
  /// The kernel does not report it, as in some sandboxes.
  case unknown

  package static var now: ClockHealth {
    var bound = 0
    return ClockHealth(state: elt_clock_state(&bound), errorBoundMicroseconds: bound)
  }

  /// - Parameter state: what adjtimex(2) returns.
  init(state: Int32, errorBoundMicroseconds: Int) {
    self =
      switch state {
      case ..<0: .unknown
      case TIME_ERROR: .notSynchronised
      default: .synchronised(within: (errorBoundMicroseconds + 999) / 1000)
      }
  }

  package var isSynchronised: Bool { if case .synchronised = self { true } else { false } }

  package var sentence: String {
    switch self {
    case .synchronised(let within): "synchronised (kernel error bound \(within) ms)"
    case .notSynchronised:
      "not synchronised: set up NTP (chrony, systemd-timesyncd) on the host"
    case .unknown: "the kernel does not report whether the clock is synchronised"
    }
  }
}
