internal import CCurl
internal import Glibc

/// Looks at a connection without taking anything from it.
enum ConnectionProbe {
  enum Finding { case silent, bytes, closed }

  static func look(at easy: UnsafeMutableRawPointer) -> Finding {
    guard let socket = socket(of: easy) else { return .closed }
    var byte: UInt8 = 0
    let count = recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
    if count > 0 { return .bytes }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .silent : .closed
  }

  static func socket(of easy: UnsafeMutableRawPointer) -> curl_socket_t? {
    var socket: curl_socket_t = -1
    guard elt_curl_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else { return nil }
    return socket
  }
}
