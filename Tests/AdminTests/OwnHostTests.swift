import Testing

@testable import Admin

/// A site that has its name lead to 127.0.0.1 does not get to read what the server tells.
@Suite struct OwnHostTests {
  @Test(arguments: ["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080", "127.0.0.1"])
  func loopbackAnswersToItsOwnNames(host: String) {
    #expect(OwnNames.permits(host, bound: "127.0.0.1"))
  }

  @Test(arguments: ["elt.example", "127.0.0.1.example:8080", "localhost.example", "", "[::2]:8080", "[", nil])
  func loopbackRefusesOtherNames(host: String?) {
    #expect(!OwnNames.permits(host, bound: "127.0.0.1"))
    #expect(!OwnNames.permits(host, bound: "::1"))
  }

  /// By which names a network reaches it is not known here.
  @Test func aNetworkAddressAnswersToEveryName() {
    #expect(OwnNames.permits("elt.example:8080", bound: "0.0.0.0"))
  }

  @Test func theServerAsks() async throws {
    try await withAdminServer { (get, _) async throws in
      for path in ["/", "/status", "/livez"] {
        let foreign = try await get(path, "elt.example")
        #expect(foreign.hasSuffix("localhost only.\n 421"), "\(path)")
      }
      let own = try await get("/livez", "localhost:1")
      #expect(own.hasSuffix(" 200"))
    }
  }
}
