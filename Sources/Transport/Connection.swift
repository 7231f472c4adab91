internal import CCurl
internal import Foundation
internal import PKI

/// A connection that libcurl makes (name lookup, TCP, TLS); `Exchange` sends and receives on it.
///
/// Used on the transfer thread only. libcurl gets an unretained pointer to it, so it must live until `deinit` frees its
/// handle.
final class Connection {
  /// Identifies the connection in libcurl's messages.
  let easy: UnsafeMutableRawPointer
  private let multi: UnsafeMutableRawPointer
  /// The alert with which the server ended the handshake or the connection.
  private var alert: ServerAlert?
  /// Whether an earlier call has used it.
  private(set) var isUsed = false
  /// When its last call ended.
  private(set) var idleSince: ContinuousClock.Instant?

  enum Reading {
    case bytes(Int)
    case nothing
    /// The server has ended the connection in order.
    case end
    case failed(CURLcode)
  }

  enum Writing {
    case bytes(Int)
    /// The network accepts nothing now.
    case blocked
    case failed(CURLcode)
  }

  /// Starts connecting. `TransferLoop` learns the result from libcurl.
  ///
  /// - Parameter timeLimit: the time left for the call.
  init?(from template: EasyTemplate, in multi: UnsafeMutableRawPointer, timeLimit: Duration) {
    guard let easy = template.copy() else { return nil }
    self.easy = easy
    self.multi = multi
    let me = Unmanaged.passUnretained(self).toOpaque()
    guard elt_curl_setopt_pointer(easy, CURLOPT_SSL_CTX_DATA, me) == CURLE_OK,
      elt_curl_setopt_long(easy, CURLOPT_TIMEOUT_MS, max(1, timeLimit.milliseconds)) == CURLE_OK,
      curl_multi_add_handle(multi, easy) == CURLM_OK
    else { return nil }
  }

  deinit {
    curl_multi_remove_handle(multi, easy)
    curl_easy_cleanup(easy)
  }

  /// Called by libcurl for each new TLS connection, before its handshake.
  static let onNewContext: curl_ssl_ctx_callback = { _, context, me in
    guard let context, let me, let alert = ServerAlert(observing: context) else {
      return CURLE_SSL_CONNECT_ERROR
    }
    Unmanaged<Connection>.fromOpaque(me).takeUnretainedValue().alert = alert
    return CURLE_OK
  }

  func becameIdle(at now: ContinuousClock.Instant) { (isUsed, idleSince) = (true, now) }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    var count = 0
    switch curl_easy_recv(easy, buffer.baseAddress, buffer.count, &count) {
    case CURLE_OK: return count > 0 ? .bytes(count) : .end
    case CURLE_AGAIN: return .nothing
    case let code: return .failed(code)
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) -> Writing {
    var count = 0
    switch curl_easy_send(easy, bytes.baseAddress, bytes.count, &count) {
    case CURLE_OK: return .bytes(count)
    case CURLE_AGAIN: return .blocked
    case let code: return .failed(code)
    }
  }

  /// Whether the server has sent nothing since the last answer and has not closed the connection. Session tickets are read
  /// and do not matter.
  var isQuiet: Bool {
    var byte: UInt8 = 0
    return withUnsafeMutableBytes(of: &byte) { buffer in
      if case .nothing = read(into: buffer) { true } else { false }
    }
  }

  /// Whether the server's system has acknowledged all that was written.
  var isAcknowledged: Bool {
    var bytes: Int32 = 0
    // An error leaves zero.
    _ = socket.map { ioctl($0, UInt(TIOCOUTQ), &bytes) }
    return bytes == 0
  }

  /// Whether the server has sent bytes that are still unread, for TLS or for HTTP.
  var hasUnreadBytes: Bool {
    var byte: UInt8 = 0
    return socket.map { recv($0, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0 } ?? false
  }

  /// Nil if the connection is gone.
  var socket: curl_socket_t? {
    var socket: curl_socket_t = -1
    guard elt_curl_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else { return nil }
    return socket
  }

  /// Whether the server verifies the client certificate before the client's handshake ends, as up to TLS 1.2.
  var isSettledByHandshake: Bool {
    var found: UnsafeMutableRawPointer?
    guard elt_curl_getinfo_pointer(easy, CURLINFO_TLS_SSL_PTR, &found) == CURLE_OK, let found else {
      return false
    }
    let session = found.load(as: curl_tlssessioninfo.self)
    guard session.backend == CURLSSLBACKEND_OPENSSL, let ssl = session.internals else { return false }
    return TLSConnection(ssl).isSettledByHandshake
  }

  /// Whether the server rejected the client certificate during this call.
  var hasRefusedUs: Bool { !isUsed && alert?.isAboutOurCertificate == true }

  func fault(_ code: CURLcode) -> TransferFault {
    var verifyResult = 0
    _ = elt_curl_getinfo_long(easy, CURLINFO_SSL_VERIFYRESULT, &verifyResult)
    return CurlFault.classify(
      code,
      verifyResult: verifyResult,
      isOurCertificateRefused: alert?.isAboutOurCertificate == true
    )
  }

  /// How long TCP and TLS took.
  var connectTimes: (roundTrip: Duration, handshake: Duration) {
    func time(_ info: CURLINFO) -> Duration {
      var microseconds: curl_off_t = 0
      _ = elt_curl_getinfo_offset(easy, info, &microseconds)
      return .microseconds(microseconds)
    }
    let connected = time(CURLINFO_CONNECT_TIME_T)
    return (connected - time(CURLINFO_NAMELOOKUP_TIME_T), time(CURLINFO_APPCONNECT_TIME_T) - connected)
  }
}
