internal import CCurl

/// A handshake whose connection is observed for a moment longer: under TLS 1.3 the client's handshake ends before the
/// server has verified the client certificate.
struct Lingering {
  let queued: QueuedCall
  let connection: Connection
  let deadline: ContinuousClock.Instant

  /// A server that sends nothing for this long has accepted the client. Most send session tickets at once.
  private static let longest: Duration = .seconds(1)

  init(_ queued: QueuedCall, on connection: Connection, from now: ContinuousClock.Instant) {
    self.queued = queued
    self.connection = connection
    deadline = now + Self.longest
  }

  /// The result; nil if there is none yet.
  func check(_ now: ContinuousClock.Instant) -> TransferResult? {
    let hadBytes = connection.hasUnreadBytes
    var byte: UInt8 = 0
    switch withUnsafeMutableBytes(of: &byte, connection.read) {
    case .bytes: return .connected
    case .end: return .failed(connection.fault(CURLE_GOT_NOTHING), mayHaveArrived: false)
    case .nothing:
      // Bytes for the TLS layer alone are session tickets, which a server sends only to a client that it accepted.
      let isAccepted = hadBytes || deadline <= now || connection.isSettledByHandshake
      return isAccepted ? .connected : nil
    case .failed(let code): return .failed(connection.fault(code), mayHaveArrived: false)
    }
  }
}
