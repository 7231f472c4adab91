internal import Foundation
internal import Glibc

/// Encodes a request of the Kafka protocol: big-endian numbers and length-prefixed strings.
package struct RawRequest: Sendable {
  private var bytes: [UInt8] = []

  private init() {}

  package init(api: Int16, version: Int16, clientId: String = "tests") {
    append(api)
    append(version)
    append(Int32(1))
    append(clientId)
  }

  var framed: [UInt8] {
    var whole = RawRequest()
    whole.append(Int32(bytes.count))
    return whole.bytes + bytes
  }

  package mutating func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
  }

  package mutating func append(_ text: String?) {
    guard let text else { return append(Int16(-1)) }
    append(Int16(text.utf8.count))
    bytes += text.utf8
  }

  package mutating func append(_ data: [UInt8]) {
    append(Int32(data.count))
    bytes += data
  }
}

/// Decodes an answer of the Kafka protocol.
package struct RawAnswer: Sendable {
  var rest: ArraySlice<UInt8>

  package mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws -> Number {
    try take(Number.bitWidth / 8).reduce(0) { $0 << 8 | Number(truncatingIfNeeded: $1) }
  }

  package mutating func text() throws -> String? {
    let count = try number(Int16.self)
    return count < 0 ? nil : String(decoding: try take(Int(count)), as: UTF8.self)
  }

  package mutating func data() throws -> [UInt8] { Array(try take(max(0, Int(number(Int32.self))))) }

  private mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard rest.count >= count else { throw TestFailure("The broker's answer is too short.") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}

/// A blocking connection to a server on this machine.
package final class RawConnection: Sendable {
  private let descriptor: Int32

  /// - Parameter address: `host:port`; the host is ignored.
  package init(_ address: String) throws {
    let port = address.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
    var server = sockaddr_in()
    server.sin_family = sa_family_t(AF_INET)
    server.sin_port = port.bigEndian
    server.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: server) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw TestFailure("The server is unreachable.") }
  }

  deinit { close(descriptor) }

  /// Several requests in one write: the broker handles the second right after it has answered the first.
  package func send(_ requests: RawRequest...) throws {
    try send(bytes: requests.flatMap(\.framed))
  }

  package func send(bytes: [UInt8]) throws {
    guard Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw TestFailure("The server is unreachable.")
    }
  }

  /// Calls `body` on a separate thread when the server has closed the connection. What it sent before is discarded.
  package func onEnd(_ body: @escaping @Sendable () -> Void) {
    Thread.detachNewThread { [self] in
      var byte: UInt8 = 0
      while recv(descriptor, &byte, 1, 0) > 0 {}
      body()
    }
  }

  /// The next answer, without its size and correlation id.
  ///
  /// - Throws: If none arrives within this many seconds.
  package func answer(within timeout: Int) throws -> RawAnswer {
    var limit = timeval(tv_sec: timeout, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var size = RawAnswer(rest: try receive(4)[...])
    var answer = RawAnswer(rest: try receive(Int(size.number(Int32.self)))[...])
    _ = try answer.number(Int32.self)
    return answer
  }

  private func receive(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var piece = [UInt8](repeating: 0, count: count - bytes.count)
      let received = recv(descriptor, &piece, piece.count, 0)
      guard received > 0 else { throw TestFailure("The broker did not answer.") }
      bytes += piece.prefix(received)
    }
    return bytes
  }
}
