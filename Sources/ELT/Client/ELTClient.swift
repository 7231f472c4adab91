package import Credentials
internal import Glibc
internal import Synchronization
internal import TimeReport

/// Sends submissions to ELT over mutual TLS, on kept connections, up to `maximumInFlight` at a time.
///
/// It does not pace, retry or remember: one `send` is at most one request that the agency could process, and the
/// result says whether it could have.
package final class ELTClient: Sendable {
  private let side: Mutex<Side>
  private let now: @Sendable () -> Int

  /// What calls begin with from now on.
  private struct Side {
    let thread: TransferThread
    let credential: Credential
    /// Of those replaced; they end with their last call.
    var closing: [Task<Void, Never>] = []
  }

  /// When our certificate, or one of its issuers', ends.
  package var clientCertificateEnd: Credential.End { side.withLock(\.credential.end) }
  /// Whether the certificates of our issuers came with it. Servers know some without.
  package var hasIssuers: Bool { side.withLock(\.credential.hasChain) }

  /// - Parameter now: seconds since the epoch; for the certificate's last day and for `Retry-After`.
  package init(
    _ configuration: ELTClientConfiguration,
    now: @escaping @Sendable () -> Int = { time(nil) }
  ) throws(ELTConfigurationProblem) {
    side = Mutex(try Self.side(configuration, now: now()))
    self.now = now
  }

  deinit { side.withLock { $0.thread.abandon() } }

  private static func side(
    _ configuration: ELTClientConfiguration,
    now: Int
  ) throws(ELTConfigurationProblem) -> Side {
    let address = try configuration.checked()
    let identity = try TLSIdentity(configuration, now: now)
    return Side(
      thread: try TransferThread(configuration, address: address, identity: identity),
      credential: identity.credential
    )
  }

  /// Makes calls that begin from now on use another certificate, key and roots. Calls under way end on the connections that
  /// they have.
  ///
  /// - Throws: what is wrong with them; then everything stays as it was.
  package func replaceIdentity(_ configuration: ELTClientConfiguration) throws(ELTConfigurationProblem) {
    let new = try Self.side(configuration, now: now())
    side.withLock { side in
      let old = side.thread
      let closing = side.closing
      side = new
      side.closing = closing + [Task { await old.close() }]
    }
  }

  /// Sends one SOAP message and reads the answer. Cancelling the task ends the call at once.
  package func send(_ envelope: [UInt8]) async -> SubmissionResult {
    guard !isClientCertificateExpired else { return .notDelivered(.clientCertificateExpired) }
    switch await perform(.post(envelope)) {
    case .answered(let answer): return ELTAnswer.read(answer, now: now())
    case .failed(let fault, mayHaveArrived: true):
      return .unknown(TransportFailure(fault, mayHaveArrived: true))
    case .failed(let fault, mayHaveArrived: false):
      return .notDelivered(TransportFailure(fault, mayHaveArrived: false))
    case .connected: return .notDelivered(TransportFailure(.connectionLost, mayHaveArrived: false))
    }
  }

  /// Connects and shakes hands, sends nothing, and tells what stood in the way, if anything.
  package func handshake() async -> TransportFailure? {
    guard !isClientCertificateExpired else { return .clientCertificateExpired }
    switch await perform(.handshake) {
    case .connected, .answered: return nil
    case .failed(let fault, _): return TransportFailure(fault, mayHaveArrived: false)
    }
  }

  /// Takes nothing new, lets what is under way end (at most the request time-out), and closes the connections.
  package func shutdown() async {
    let (thread, closing) = side.withLock { ($0.thread, $0.closing) }
    await thread.close()
    for task in closing { await task.value }
  }

  private var isClientCertificateExpired: Bool { now() > side.withLock(\.credential.notAfter) }

  private func perform(_ purpose: Call.Purpose) async -> TransferEnd {
    let call = Call(purpose)
    // Kept for the whole call: it must be cancelled where it was begun.
    let thread = side.withLock(\.thread)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let submission = Submission(call: call) { continuation.resume(returning: $0) }
        // A thread that was replaced just now takes nothing more; the one in its place does.
        if !thread.submit(submission), !side.withLock(\.thread).submit(submission) {
          submission.complete(.failed(.clientClosed, mayHaveArrived: false))
        }
      }
    } onCancel: {
      call.cancel()
      thread.wake()
      side.withLock(\.thread).wake()
    }
  }
}
