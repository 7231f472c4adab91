internal import CCurl
internal import Foundation

/// The open sockets of libcurl, kept connections included. libcurl identifies a connection only by its local port.
///
/// Used on the transfer thread only. libcurl gets an unretained pointer to it, so it must outlive the multi handle.
final class OpenSockets {
  private var sockets: Set<curl_socket_t> = []

  func socket(withLocalPort port: Int32) -> curl_socket_t? {
    sockets.first { Self.localPort(of: $0) == port }
  }

  /// nil if libcurl has closed it, as it does before it uses another connection for the same call.
  func stillOpen(_ socket: curl_socket_t?) -> curl_socket_t? {
    socket.flatMap { sockets.contains($0) ? $0 : nil }
  }

  private static func localPort(of socket: curl_socket_t) -> Int32? {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &address) { bytes -> Int32? in
      guard let start = bytes.baseAddress else { return nil }
      guard getsockname(socket, start.assumingMemoryBound(to: sockaddr.self), &length) == 0 else {
        return nil
      }
      // The port has the same place for IPv4 and IPv6: after the family, in network order.
      return Int32(UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self)))
    }
  }

  func register(with easy: UnsafeMutableRawPointer) -> [CURLcode] {
    let me = Unmanaged.passUnretained(self).toOpaque()
    return [
      elt_curl_setopt_sockopt(easy, Self.onOpen),
      elt_curl_setopt_pointer(easy, CURLOPT_SOCKOPTDATA, me),
      elt_curl_setopt_closesocket(easy, Self.onClose),
      elt_curl_setopt_pointer(easy, CURLOPT_CLOSESOCKETDATA, me),
    ]
  }

  private static func of(_ context: UnsafeMutableRawPointer) -> OpenSockets {
    Unmanaged<OpenSockets>.fromOpaque(context).takeUnretainedValue()
  }

  private static let onOpen: curl_sockopt_callback = { context, socket, _ in
    if let context { of(context).sockets.insert(socket) }
    return CURL_SOCKOPT_OK
  }

  private static let onClose: curl_closesocket_callback = { context, socket in
    if let context { of(context).sockets.remove(socket) }
    return close(socket)
  }
}
