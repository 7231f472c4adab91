internal import CClock

/// Whether the machine's clock is kept right, as its kernel knows from whoever keeps it (NTP, PTP, the hypervisor).
///
/// Certificates, OCSP responses and deadlines are held against this clock. It is not compared with the agency's: that would
/// take a call.
package enum ClockHealth: Sendable, Hashable {
  /// Off by no more than so many milliseconds.
  case synchronised(within: Int)
  case notSynchronised
  /// The kernel does not tell, as in some sandboxes.
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

  package var isGood: Bool { if case .synchronised = self { true } else { false } }

  package var sentence: String {
    switch self {
    case .synchronised(let within): "kept right, by the kernel's word within \(within) ms"
    case .notSynchronised:
      "nothing keeps this machine's clock right: set up NTP (chrony, systemd-timesyncd) on the host"
    case .unknown: "the kernel does not say whether the clock is kept right"
    }
  }
}
