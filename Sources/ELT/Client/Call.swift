internal import Synchronization

/// One call as its caller sees it; the transfer thread turns it into a `Transfer`.
final class Call: Sendable {
  let purpose: Purpose
  /// Set by whoever cancels, from any thread; the transfer thread looks after every wake-up.
  let isCancelled = Atomic<Bool>(false)

  enum Purpose: Sendable {
    case post([UInt8])
    /// TCP and TLS only, to see whether both sides accept each other.
    case handshake
  }

  init(_ purpose: Purpose) {
    self.purpose = purpose
  }
}
