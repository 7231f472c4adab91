internal import CCurl
internal import Glibc

/// Looks at a connection without taking anything from it.
enum ConnectionProbe {
  /// False where the server has closed the connection or it has failed.
  static func isOpen(_ easy: UnsafeMutableRawPointer) -> Bool {
    guard let socket = socket(of: easy) else { return false }
    var byte: UInt8 = 0
    let count = recv(socket, &byte, 1, Int32(MSG_PEEK.rawValue) | Int32(MSG_DONTWAIT.rawValue))
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  static func socket(of easy: UnsafeMutableRawPointer) -> curl_socket_t? {
    var socket: curl_socket_t = -1
    guard elt_curl_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else { return nil }
    return socket
  }
}
