internal import Synchronization

/// One call as its caller sees it; the transfer thread turns it into a `Transfer`.
final class Call: Sendable {
  let purpose: Purpose
  private let cancelled = Atomic<Bool>(false)

  enum Purpose: Sendable {
    case post([UInt8])
    /// TCP and TLS only, to see whether both sides accept each other.
    case handshake
  }

  init(_ purpose: Purpose) {
    self.purpose = purpose
  }

  /// From any thread. The transfer thread looks after every wake-up.
  func cancel() { cancelled.store(true, ordering: .releasing) }

  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
}
