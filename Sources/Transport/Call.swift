internal import Synchronization

/// One call from its caller's side; the transfer thread makes a `Transfer` of it.
final class Call: Sendable {
  let purpose: Purpose
  private let cancelled = Atomic<Bool>(false)

  enum Purpose: Sendable {
    case post([UInt8])
    /// TCP and TLS only, to verify that both sides accept each other.
    case handshake
  }

  init(_ purpose: Purpose) {
    self.purpose = purpose
  }

  /// May be called on any thread. The transfer thread checks for it after every wake-up.
  func cancel() { cancelled.store(true, ordering: .releasing) }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
}
