internal import Foundation
internal import Synchronization

/// A call and where its end goes.
struct Submission: Sendable {
  let call: Call
  let complete: @Sendable (TransferEnd) -> Void
}

/// The thread that runs a `TransferLoop`, and the way to it. libcurl blocks while it waits, so it never runs on
/// the cooperative pool.
final class TransferThread: Sendable {
  private struct Inbox {
    var phase = Phase.open
    var submissions: [Submission] = []
    var stopWaiters: [CheckedContinuation<Void, Never>] = []
    /// Nil once the loop has ended, whose libcurl handle it points to.
    var wakeup: Wakeup?
  }

  private enum Phase {
    case open
    /// What is under way is finished; nothing new begins.
    case closing
    /// Everything ends at once.
    case abandoned
    case ended
  }

  private let inbox: Mutex<Inbox>

  init(
    _ configuration: ELTClientConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity
  ) throws(ELTConfigurationProblem) {
    let loop = try TransferLoop(configuration, address: address, identity: identity)
    inbox = Mutex(Inbox(wakeup: loop.wakeup))
    // Passes the loop to the thread: taken out there, it is reachable from nowhere else.
    let handOver = Mutex<TransferLoop?>(loop)
    Thread.detachNewThread { [self] in
      if let loop = handOver.withLock({ $0.take() }) { run(loop) }
    }
  }

  /// False once closing has begun; the call will then never be made.
  func submit(_ submission: Submission) -> Bool {
    inbox.withLock { inbox in
      guard inbox.phase == .open else { return false }
      inbox.submissions.append(submission)
      inbox.wakeup?()
      return true
    }
  }

  /// Makes the thread look for cancelled calls.
  func wake() { inbox.withLock { $0.wakeup?() } }

  /// Returns when what was under way is finished and the thread is done.
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
      let (phase, submissions) = inbox.withLock { inbox in
        defer { inbox.submissions = [] }
        return (inbox.phase, inbox.submissions)
      }
      loop.add(submissions)
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

  /// A write to a connection that has gone must give an error, not end the process. Blocked for this thread only.
  private func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
