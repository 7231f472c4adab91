internal import CCurl

/// A connection made only to see whether both sides accept each other, listened to for a moment longer: under
/// TLS 1.3 our side is done before the server has looked at our certificate.
struct Lingering {
  let transfer: Transfer
  let socket: curl_socket_t
  let deadline: ContinuousClock.Instant

  /// A server that says nothing for so long has accepted us; most say something at once (their session tickets).
  private static let longest: Duration = .seconds(1)

  init?(_ transfer: Transfer, from now: ContinuousClock.Instant) {
    guard let socket = ConnectionProbe.socket(of: transfer.easy) else { return nil }
    self.transfer = transfer
    self.socket = socket
    deadline = now + Self.longest
  }

  /// How it ended, or nil while there is nothing to tell.
  func check(_ now: ContinuousClock.Instant) -> TransferEnd? {
    let hadBytes = ConnectionProbe.hasUnreadBytes(socket)
    var buffer: UInt8 = 0
    var count = 0
    switch curl_easy_recv(transfer.easy, &buffer, 1, &count) {
    case CURLE_OK where count > 0: return .connected
    case CURLE_OK: return .failed(transfer.fault(CURLE_GOT_NOTHING), mayHaveArrived: false)
    case CURLE_AGAIN:
      // Bytes that came and were for the TLS layer alone are session tickets: only one it accepted gets them.
      let isAccepted = hadBytes || deadline <= now || ConnectionProbe.isSettledByHandshake(transfer.easy)
      return isAccepted ? .connected : nil
    case let code: return .failed(transfer.fault(code), mayHaveArrived: false)
    }
  }

  func end(_ end: TransferEnd, in multi: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, transfer.easy)
    transfer.finish(end)
  }
}
