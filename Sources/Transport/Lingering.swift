internal import CCurl

/// A handshake whose connection is observed for a moment longer: under TLS 1.3 the client's handshake ends before the
/// server has verified the client certificate.
struct Lingering {
  let transfer: Transfer
  let socket: curl_socket_t
  let deadline: ContinuousClock.Instant

  /// A server that sends nothing for so long has accepted the client. Most send session tickets at once.
  private static let longest: Duration = .seconds(1)

  init?(_ transfer: Transfer, from now: ContinuousClock.Instant) {
    guard let socket = ConnectionProbe.socket(of: transfer.easy) else { return nil }
    self.transfer = transfer
    self.socket = socket
    deadline = now + Self.longest
  }

  /// The result; nil if there is none yet.
  func check(_ now: ContinuousClock.Instant) -> TransferResult? {
    let hadBytes = ConnectionProbe.hasUnreadBytes(socket)
    var buffer: UInt8 = 0
    var count = 0
    switch curl_easy_recv(transfer.easy, &buffer, 1, &count) {
    case CURLE_OK where count > 0: return .connected
    case CURLE_OK: return .failed(transfer.fault(CURLE_GOT_NOTHING), mayHaveArrived: false)
    case CURLE_AGAIN:
      // Bytes for the TLS layer alone are session tickets, which a server sends only to a client that it accepted.
      let isAccepted = hadBytes || deadline <= now || ConnectionProbe.isSettledByHandshake(transfer.easy)
      return isAccepted ? .connected : nil
    case let code: return .failed(transfer.fault(code), mayHaveArrived: false)
    }
  }

  func end(_ end: TransferResult, in multi: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, transfer.easy)
    transfer.finish(end)
  }
}
