internal import CCurl
internal import COpenSSL
internal import Glibc

/// Looks at a connection without taking anything from it.
enum ConnectionProbe {
  /// Whether the server has hung up. While libcurl has a request to send, it reads that and does nothing about it.
  /// - Parameter socket: nil where it is not known; then a TLS end (`close_notify`) is seen and a bare TCP end is not.
  static func isClosedByServer(_ easy: UnsafeMutableRawPointer, _ socket: curl_socket_t?) -> Bool {
    if let connection = tls(of: easy), SSL_get_shutdown(connection) & SSL_RECEIVED_SHUTDOWN != 0 {
      return true
    }
    guard let socket else { return false }
    let count = peek(socket)
    return count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)
  }

  /// Whether the server looks at our certificate before the handshake is over for us, as it does up to TLS 1.2.
  static func isSettledByHandshake(_ easy: UnsafeMutableRawPointer) -> Bool {
    tls(of: easy).map { SSL_version($0) < TLS1_3_VERSION } ?? false
  }

  /// OpenSSL's own object, which libcurl lends while a handle has a connection.
  private static func tls(of easy: UnsafeMutableRawPointer) -> OpaquePointer? {
    var found: UnsafeMutableRawPointer?
    guard elt_curl_getinfo_pointer(easy, CURLINFO_TLS_SSL_PTR, &found) == CURLE_OK, let found else {
      return nil
    }
    let session = found.load(as: curl_tlssessioninfo.self)
    return session.backend == CURLSSLBACKEND_OPENSSL ? OpaquePointer(session.internals) : nil
  }

  /// Whether the server has sent something that nobody has read.
  static func hasUnreadBytes(_ socket: curl_socket_t) -> Bool {
    peek(socket) > 0
  }

  private static func peek(_ socket: curl_socket_t) -> Int {
    var byte: UInt8 = 0
    return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
  }

  /// Of a connection made with `CURLOPT_CONNECT_ONLY`; libcurl does not tell it during a transfer.
  static func socket(of easy: UnsafeMutableRawPointer) -> curl_socket_t? {
    var socket: curl_socket_t = -1
    guard elt_curl_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else { return nil }
    return socket
  }
}
