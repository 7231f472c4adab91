internal import CCurl
internal import Foundation
internal import PKI

/// Inspects a connection without reading from it.
enum ConnectionProbe {
  /// Whether the server has closed the connection. libcurl ignores that while it has a request to send.
  ///
  /// - Parameter socket: nil if unknown; then only the end of TLS (`close_notify`) is noticed, not the end of TCP.
  static func isClosedByServer(_ easy: UnsafeMutableRawPointer, _ socket: curl_socket_t?) -> Bool {
    if tls(of: easy)?.isClosedByServer == true { return true }
    guard let socket else { return false }
    let count = peek(socket)
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  /// Whether the server verifies the client certificate before the client's handshake ends, as up to TLS 1.2.
  static func isSettledByHandshake(_ easy: UnsafeMutableRawPointer) -> Bool {
    tls(of: easy)?.isSettledByHandshake ?? false
  }

  private static func tls(of easy: UnsafeMutableRawPointer) -> TLSConnection? {
    var found: UnsafeMutableRawPointer?
    guard elt_curl_getinfo_pointer(easy, CURLINFO_TLS_SSL_PTR, &found) == CURLE_OK, let found else {
      return nil
    }
    let session = found.load(as: curl_tlssessioninfo.self)
    guard session.backend == CURLSSLBACKEND_OPENSSL, let ssl = session.internals else { return nil }
    return TLSConnection(ssl)
  }

  /// Whether the server has sent bytes that are still unread.
  static func hasUnreadBytes(_ socket: curl_socket_t) -> Bool {
    peek(socket) > 0
  }

  private static func peek(_ socket: curl_socket_t) -> Int {
    var byte: UInt8 = 0
    return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
  }

  /// The socket of a connection made with `CURLOPT_CONNECT_ONLY`; libcurl does not report it during a transfer.
  static func socket(of easy: UnsafeMutableRawPointer) -> curl_socket_t? {
    var socket: curl_socket_t = -1
    guard elt_curl_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else { return nil }
    return socket
  }
}
