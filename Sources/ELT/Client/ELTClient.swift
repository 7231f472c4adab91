internal import TimeReport
internal import Glibc

/// Sends submissions to ELT over mutual TLS, on kept connections, up to `maximumInFlight` at a time.
///
/// It does not pace, retry or remember: one `send` is at most one request that the agency could process, and the
/// result says whether it could have.
package final class ELTClient: Sendable {
  private let thread: TransferThread
  private let now: @Sendable () -> Int
  /// The last second at which our certificate is good, since the epoch.
  package let clientCertificateNotAfter: Int

  /// - Parameter now: seconds since the epoch; for the certificate's last day and for `Retry-After`.
  package init(
    _ configuration: ELTClientConfiguration,
    now: @escaping @Sendable () -> Int = { time(nil) }
  ) throws(ELTConfigurationProblem) {
    let address = try configuration.checked()
    clientCertificateNotAfter = try TLSIdentity(configuration).clientCertificateNotAfter
    thread = try TransferThread(configuration, address: address)
    self.now = now
  }

  deinit { thread.abandon() }

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
  package func shutdown() async { await thread.close() }

  private var isClientCertificateExpired: Bool { now() > clientCertificateNotAfter }

  private func perform(_ purpose: Call.Purpose) async -> TransferEnd {
    let call = Call(purpose)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let submission = Submission(call: call) { continuation.resume(returning: $0) }
        if !thread.submit(submission) { submission.complete(.failed(.clientClosed, mayHaveArrived: false)) }
      }
    } onCancel: {
      call.cancel()
      thread.wake()
    }
  }
}
