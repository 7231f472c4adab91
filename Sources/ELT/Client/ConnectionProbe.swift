internal import CCurl
internal import COpenSSL
internal import Glibc

/// Looks at a connection without taking anything from it.
enum ConnectionProbe {
  /// Whether the server has said that it will read no more (TLS `close_notify`). libcurl reads it, but while it has
  /// a request to send it does nothing about it. A connection that ends without it fails inside libcurl.
  static func isClosedByServer(_ easy: UnsafeMutableRawPointer) -> Bool {
    var found: UnsafeMutableRawPointer?
    guard elt_curl_getinfo_pointer(easy, CURLINFO_TLS_SSL_PTR, &found) == CURLE_OK, let found else { return false }
    let session = found.load(as: curl_tlssessioninfo.self)
    guard session.backend == CURLSSLBACKEND_OPENSSL, let connection = session.internals else { return false }
    return SSL_get_shutdown(OpaquePointer(connection)) & SSL_RECEIVED_SHUTDOWN != 0
  }

  /// Whether the server has sent something that nobody has read.
  static func hasUnreadBytes(_ socket: curl_socket_t) -> Bool {
    var byte: UInt8 = 0
    return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
  }

  /// Of a connection made with `CURLOPT_CONNECT_ONLY`; libcurl does not tell it during a transfer.
  static func socket(of easy: UnsafeMutableRawPointer) -> curl_socket_t? {
    var socket: curl_socket_t = -1
    guard elt_curl_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else { return nil }
    return socket
  }
}
