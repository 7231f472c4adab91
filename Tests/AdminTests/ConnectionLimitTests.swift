import TestSupport
import Testing

@testable import Admin

/// Connections that never finish their request do not keep others from being served.
@Suite struct ConnectionLimitTests {
  /// Opens a connection and sends the beginning of a request.
  private func unfinished(port: Int, onEnd: @escaping @Sendable () -> Void) throws {
    let connection = try RawConnection("127.0.0.1:\(port)")
    try connection.send(bytes: Array("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ".utf8))
    connection.onEnd(onEnd)
  }

  @Test("further connections close the oldest, and a probe is answered meanwhile") func oldestIsClosed()
    async throws
  {
    try await withAdminServer { (get, port, _) async throws in
      let closed = Recorder<Int>()
      let opened = AdminServer.connectionLimit + 40
      for number in 0..<opened { try unfinished(port: port) { closed.append(number) } }
      #expect(try await get("/livez", nil).hasSuffix("200"))
      try await closed.until { closed.elements.count >= 40 }
      // The probe took a place too.
      #expect(opened - closed.elements.count >= AdminServer.connectionLimit - 1)
    }
  }

  @Test("a request that does not arrive in time is closed") func unfinishedRequestIsClosed() async throws {
    try await withAdminServer(idleTimeout: .milliseconds(200)) { (_, port, _) async throws in
      let closed = Recorder<Int>()
      try unfinished(port: port) { closed.append(0) }
      try await closed.first { _ in true }
    }
  }

  @Test("headers of more than 16 KiB are refused") func largeHeaders() async throws {
    try await withAdminServer { (get, _, _) async throws in
      #expect(try await get("/livez", "localhost, \(String(repeating: "a", count: 17_000))").hasSuffix("400"))
      #expect(try await get("/livez", nil).hasSuffix("200"))
    }
  }
}
