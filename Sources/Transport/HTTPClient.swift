internal import Foundation
internal import Synchronization
package import PKI

/// Posts to one address over HTTPS, on kept connections, with up to `maximumInFlight` calls in progress.
///
/// It does not pace or retry: one `post` is at most one request that the server could process, and the result says whether
/// it could have. If the server closes a connection before any byte of the body was sent, the call moves to a new one.
package final class HTTPClient: Sendable {
  private let current: Mutex<Current>
  private let now: @Sendable () -> Int

  /// What new calls use.
  private struct Current {
    let thread: TransferThread
    let credential: Credential?
    /// The threads that were replaced; each ends with its last call.
    var closing: [Task<Void, Never>] = []
  }

  /// When the client certificate, or one of its issuers' certificates, expires; nil without a client certificate.
  package var clientCertificateEnd: Credential.End? { current.withLock(\.credential?.end) }
  /// Whether the configuration holds the certificates of the client certificate's issuers.
  package var hasIssuers: Bool { current.withLock { $0.credential?.hasChain == true } }

  /// - Parameter now: seconds since 1970; decides whether the client certificate has expired.
  package init(
    _ configuration: HTTPConfiguration,
    now: @escaping @Sendable () -> Int = { time(nil) }
  ) throws(HTTPConfigurationProblem) {
    current = Mutex(try Self.start(configuration, now: now()))
    self.now = now
  }

  deinit { current.withLock { $0.thread.abandon() } }

  private static func start(
    _ configuration: HTTPConfiguration,
    now: Int
  ) throws(HTTPConfigurationProblem) -> Current {
    let address = try configuration.checked()
    var identity: TLSIdentity?
    if let given = configuration.identity { identity = try TLSIdentity(given, now: now) }
    return Current(
      thread: try TransferThread(configuration, address: address, identity: identity),
      credential: identity?.credential
    )
  }

  /// Makes new calls use another configuration, for example a renewed certificate. Calls in progress end on their
  /// connections.
  ///
  /// - Throws: what is wrong with it; the client then keeps its configuration.
  package func replaceConfiguration(_ configuration: HTTPConfiguration) throws(HTTPConfigurationProblem) {
    let new = try Self.start(configuration, now: now())
    current.withLock { current in
      let old = current.thread
      let closing = current.closing
      current = new
      current.closing = closing + [Task { await old.close() }]
    }
  }

  /// Sends one request and reads the answer. Cancelling the task ends the call at once.
  package func post(_ body: [UInt8]) async -> TransferResult {
    guard !isClientCertificateExpired else {
      return .failed(.clientCertificateExpired, mayHaveArrived: false)
    }
    return await perform(.post(body))
  }

  /// Connects and completes the TLS handshake without sending a request.
  ///
  /// - Returns: nil if both sides accept each other.
  package func handshake() async -> TransferFault? {
    guard !isClientCertificateExpired else { return .clientCertificateExpired }
    switch await perform(.handshake) {
    case .connected, .answered: return nil
    case .failed(let fault, _): return fault
    }
  }

  /// Rejects new calls, waits for calls in progress (at most the request time-out), and closes the connections.
  package func shutdown() async {
    let (thread, closing) = current.withLock { ($0.thread, $0.closing) }
    await thread.close()
    for task in closing { await task.value }
  }

  private var isClientCertificateExpired: Bool {
    guard let notAfter = current.withLock(\.credential?.notAfter) else { return false }
    return now() > notAfter
  }

  private func perform(_ purpose: Call.Purpose) async -> TransferResult {
    let call = Call(purpose)
    // Kept for the whole call: cancelling must reach the thread that runs it.
    let thread = current.withLock(\.thread)
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let queued = QueuedCall(call: call) { continuation.resume(returning: $0) }
        // A thread that was replaced a moment ago accepts no call; its successor does.
        if !thread.submit(queued), !current.withLock(\.thread).submit(queued) {
          queued.complete(.failed(.clientClosed, mayHaveArrived: false))
        }
      }
    } onCancel: {
      call.cancel()
      thread.wake()
      current.withLock(\.thread).wake()
    }
  }
}
