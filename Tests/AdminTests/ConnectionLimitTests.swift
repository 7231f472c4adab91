import Foundation
import Glibc
import TestSupport
import Testing

@testable import Admin

/// Connections that never finish their request do not keep others from being served.
@Suite struct ConnectionLimitTests {
  /// A connection that has sent the beginning of a request.
  private final class Unfinished: Sendable {
    let descriptor: Int32

    init(port: UInt16) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let connected = withUnsafePointer(to: address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard connected == 0 else { throw TestFailure("no connection") }
      let text = Array("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ".utf8)
      _ = send(descriptor, text, text.count, Int32(MSG_NOSIGNAL))
    }

    /// Whether the server has closed the connection.
    var isClosed: Bool {
      var byte: UInt8 = 0
      let count = recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT))
      return count == 0 || (count < 0 && errno == ECONNRESET)
    }

    deinit { close(descriptor) }
  }

  @Test("further connections close the oldest, and a probe is answered meanwhile") func oldestIsClosed()
    async throws
  {
    try await withAdminServer { (get, port, _) async throws in
      let port = try #require(UInt16(exactly: port))
      let connections = try (0..<AdminServer.connectionLimit + 40).map { _ in try Unfinished(port: port) }
      #expect(try await get("/livez", nil).hasSuffix("200"))
      var patience = Patience()
      while connections.count(where: \.isClosed) < 40 {
        try patience.check("Closed: \(connections.count(where: \.isClosed)).")
        try await Task.sleep(for: .milliseconds(10))
      }
      // The probe took a place too.
      #expect(connections.count(where: { !$0.isClosed }) >= AdminServer.connectionLimit - 1)
    }
  }

  @Test("a request that does not arrive in time is closed") func unfinishedRequestIsClosed() async throws {
    try await withAdminServer(idleTimeout: .milliseconds(200)) { (_, port, _) async throws in
      let connection = try Unfinished(port: try #require(UInt16(exactly: port)))
      var patience = Patience()
      while !connection.isClosed {
        try patience.check("The connection stays open.")
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  @Test("headers of more than 16 KiB are refused") func largeHeaders() async throws {
    try await withAdminServer { (get, _, _) async throws in
      #expect(try await get("/livez", "localhost, \(String(repeating: "a", count: 17_000))").hasSuffix("400"))
      #expect(try await get("/livez", nil).hasSuffix("200"))
    }
  }
}
