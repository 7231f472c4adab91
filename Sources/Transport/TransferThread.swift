internal import Foundation
internal import Synchronization

/// A call and the receiver of its result.
struct QueuedCall: Sendable {
  let call: Call
  let complete: @Sendable (TransferResult) -> Void
}

/// The thread that runs a `TransferLoop`, and its inbox. libcurl blocks while it waits, so it does not run on the
/// cooperative pool.
final class TransferThread: Sendable {
  private struct Inbox {
    var phase = Phase.open
    var calls: [QueuedCall] = []
    var stopWaiters: [CheckedContinuation<Void, Never>] = []
    /// nil once the loop, whose libcurl handle it points to, has ended.
    var wakeup: Wakeup?
  }

  private enum Phase {
    case open
    /// Calls in progress are finished; no new call begins.
    case closing
    /// Everything ends at once.
    case abandoned
    case ended
  }

  private let inbox: Mutex<Inbox>

  init(
    _ configuration: HTTPConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity?
  ) throws(HTTPConfigurationProblem) {
    let loop = try TransferLoop(configuration, address: address, identity: identity)
    inbox = Mutex(Inbox(wakeup: loop.wakeup))
    // Passes the loop to the thread, which takes it out, so that no other thread can reach it.
    let handOver = Mutex<TransferLoop?>(loop)
    Thread.detachNewThread { [self] in
      if let loop = handOver.withLock({ $0.take() }) { run(loop) }
    }
  }

  /// Returns false once closing has started; the call is then never made.
  func submit(_ call: QueuedCall) -> Bool {
    inbox.withLock { inbox in
      guard inbox.phase == .open else { return false }
      inbox.calls.append(call)
      inbox.wakeup?()
      return true
    }
  }

  /// Makes the thread check for cancelled calls.
  func wake() { inbox.withLock { $0.wakeup?() } }

  /// Returns when the calls in progress are finished and the thread has ended.
  func close() async {
    await withCheckedContinuation { continuation in
      let isDone = inbox.withLock { inbox in
        guard inbox.phase != .ended else { return true }
        if inbox.phase == .open { inbox.phase = .closing }
        inbox.stopWaiters.append(continuation)
        inbox.wakeup?()
        return false
      }
      if isDone { continuation.resume() }
    }
  }

  /// Ends everything without waiting.
  func abandon() {
    inbox.withLock { inbox in
      guard inbox.phase != .ended else { return }
      inbox.phase = .abandoned
      inbox.wakeup?()
    }
  }

  private func run(_ loop: TransferLoop) {
    blockBrokenPipeSignal()
    while true {
      let (phase, calls) = inbox.withLock { inbox in
        defer { inbox.calls = [] }
        return (inbox.phase, inbox.calls)
      }
      loop.add(calls)
      if phase == .closing { loop.refuseWaiting() }
      if phase == .abandoned { loop.abandon() }
      loop.advance()
      if phase != .open, loop.isIdle { break }
      loop.wait()
    }
    let waiters = inbox.withLock { inbox in
      inbox.phase = .ended
      inbox.wakeup = nil
      defer { inbox.stopWaiters = [] }
      return inbox.stopWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// A write to a closed connection must return an error, not end the process. Blocks the signal for this thread only.
  private func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
