import Testing

@testable import Admin

/// DNS rebinding: a web site whose name resolves to 127.0.0.1 must not be able to read the pages.
@Suite struct HostHeaderTests {
  @Test(
    "a loopback server accepts loopback host names",
    arguments: [
      "127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "[::1]", "127.0.0.1", "localhost:",
      "127.0.0.2:8080", "[0:0:0:0:0:0:0:1]:8080", "[::ffff:127.0.0.1]",
    ]
  )
  func loopbackNamesAreAccepted(host: String) {
    #expect(OwnNames.permits(host, bound: "127.0.0.1"))
  }

  @Test(
    "a loopback server refuses other host names",
    arguments: [
      "elt.example", "127.0.0.1.example:8080", "localhost.example", "", "[::2]:8080", "[", "[::1]evil",
      "[::1]evil:80",
      "[::1]:80.evil", "[::1].evil", "[::1", "::1", "localhost:80:evil", "localhost:evil", "localhost:-1",
      "localhost:123456",
      "localhost@evil", "[localhost", nil,
    ]
  )
  func foreignNamesAreRefusedOnLoopback(host: String?) {
    #expect(!OwnNames.permits(host, bound: "127.0.0.1"))
    #expect(!OwnNames.permits(host, bound: "::1"))
  }

  @Test(
    "every form of the loopback address refuses other host names",
    arguments: ["127.0.0.2", "LOCALHOST", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"]
  )
  func everyLoopbackAddress(bound: String) {
    #expect(!OwnNames.permits("elt.example:8080", bound: bound))
    #expect(OwnNames.permits("localhost:8080", bound: bound))
  }

  /// The server does not know the names under which it is reached.
  @Test("a server on a network address accepts every host name") func everyNameIsAcceptedOnANetworkAddress() {
    #expect(OwnNames.permits("elt.example:8080", bound: "0.0.0.0"))
  }

  @Test("a request with a foreign Host header is answered with 421") func serverChecksTheHostHeader()
    async throws
  {
    try await withAdminServer { (get, _, _) async throws in
      for path in ["/", "/status", "/livez"] {
        let foreign = try await get(path, "elt.example")
        #expect(foreign.hasSuffix("localhost only.\n 421"), "\(path)")
      }
      let own = try await get("/livez", "localhost:1")
      #expect(own.hasSuffix(" 200"))
    }
  }
}
