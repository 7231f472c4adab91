import Testing

@testable import Transport

/// Configuration errors are reported when the client is created.
@Suite struct ConfigurationTests {
  private func problem(_ change: (inout HTTPConfiguration) async throws -> Void) async throws
    -> HTTPConfigurationProblem?
  {
    var configuration = try await HTTPConfiguration.test("https://localhost:1/")
    try await change(&configuration)
    do {
      _ = try HTTPClient(configuration)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "a URL that must not be called is refused",
    arguments: [
      "", "localhost", "http://localhost/", "ftp://localhost/", "file:///etc/passwd", "https://",
      "https:///path",
      "https://user@localhost/", "https://user:secret@localhost/", "https://localhost/#part",
      "https://local host/",
      "https://localhost:99999/", "https://localhost/\u{0}", "https://localhost/\r\nX: y",
    ]
  )
  func invalidURL(_ url: String) async throws {
    let found = try await problem { $0.url = url }
    #expect(found?.setting == .url)
    #expect(found?.sentence.contains("secret") != true)
  }

  @Test(
    "bytes that are no certificate or key are refused",
    arguments: ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
  )
  func notCertificates(_ pem: String) async throws {
    #expect(
      try await problem { $0.identity?.certificatePEM = Array(pem.utf8) }?.setting == .clientCertificate
    )
    #expect(try await problem { $0.identity?.keyPEM = Array(pem.utf8) }?.setting == .clientKey)
    #expect(try await problem { $0.identity?.trustRootsPEM = Array(pem.utf8) }?.setting == .trustRoots)
  }

  @Test("a list with one damaged certificate is refused") func damagedCertificate() async throws {
    let damaged = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    #expect(try await problem { $0.identity?.trustRootsPEM += damaged }?.setting == .trustRoots)
    #expect(try await problem { $0.identity?.certificatePEM += damaged }?.setting == .clientCertificate)
  }

  @Test("a key of another certificate is refused") func wrongKey() async throws {
    let found = try await problem {
      $0.identity?.keyPEM = try await TestCertificates.shared().bytes("stranger.key")
    }
    #expect(found?.setting == .clientKey)
    #expect(found?.sentence.contains("does not belong") == true)
  }

  @Test("a certificate for another purpose is refused", arguments: ["for-signing", "for-servers"])
  func wrongPurpose(_ name: String) async throws {
    let found = try await problem {
      let certificates = try await TestCertificates.shared()
      $0.identity?.certificatePEM = try certificates.bytes("\(name).pem")
      $0.identity?.keyPEM = try certificates.bytes("\(name).key")
    }
    #expect(found?.setting == .clientCertificate)
    #expect(found?.sentence.contains("is not for a TLS client") == true)
    #expect(found?.sentence.contains("Configure the one for the connection.") == true)
  }

  @Test(
    "a certificate that OpenSSL refuses in every handshake is refused, with the reason",
    arguments: [
      (["client-sha1.pem"], "client-sha1.key", "SHA-1"),
      (["client-of-short-key.pem", "short-key-root.pem"], "client-of-short-key.key", "too short"),
    ]
  )
  func weakChain(_ files: [String], _ key: String, _ reason: String) async throws {
    let weak: (inout HTTPConfiguration) async throws -> Void = {
      let certificates = try await TestCertificates.shared()
      $0.identity?.certificatePEM = try files.flatMap { try certificates.bytes($0) }
      $0.identity?.keyPEM = try certificates.bytes(key)
    }
    let found = try await problem(weak)
    #expect(found?.setting == .clientCertificate)
    #expect(found?.sentence.contains(reason) == true)
    // It does not replace a pair that works.
    try await ScriptedServer.with([.receipt]) { server in
      let client = try HTTPClient(try await .test(server))
      var renewed = try await HTTPConfiguration.test(server)
      try await weak(&renewed)
      #expect(throws: HTTPConfigurationProblem.self) { try client.replaceConfiguration(renewed) }
      #expect(await client.handshake() == nil)
    }
  }

  @Test("an encrypted key is refused without its passphrase") func wrongPassphrase() async throws {
    for passphrase in [nil, [], Array("wrong".utf8), [UInt8](repeating: 0x61, count: 5000)] as [[UInt8]?] {
      let found = try await problem {
        $0.identity?.keyPEM = try await TestCertificates.shared().bytes("client-encrypted.key")
        $0.identity?.keyPassphrase = passphrase
      }
      #expect(found?.setting == .clientKey)
      #expect(found?.sentence.contains("passphrase") == true)
    }
  }

  @Test("numbers out of range are refused") func outOfRange() async throws {
    #expect(try await problem { $0.connectTimeout = .zero }?.setting == .connectTimeout)
    #expect(try await problem { $0.requestTimeout = .seconds(-1) }?.setting == .requestTimeout)
    #expect(try await problem { $0.maximumAnswerBytes = 0 }?.setting == .maximumAnswerBytes)
    #expect(try await problem { $0.maximumInFlight = 0 }?.setting == .maximumInFlight)
    #expect(try await problem { $0.maximumIdle = .zero }?.setting == .maximumIdle)
  }

  @Test(
    "a header line with control or non-ASCII characters is refused",
    arguments: ["a\r\nX-Injected: y", "å"]
  )
  func invalidHeader(_ line: String) async throws {
    #expect(try await problem { $0.headers.append(line) }?.setting == .headers)
  }

  @Test("plain HTTP is refused unless it is allowed") func plainHTTP() async throws {
    #expect(try await problem { $0.url = "http://localhost/" }?.setting == .url)
    #expect(
      try await problem {
        $0.url = "http://localhost/"
        $0.allowsPlainHTTP = true
      } == nil
    )
  }

  @Test("a valid configuration is accepted") func valid() async throws {
    #expect(try await problem { _ in } == nil)
    let certificates = try await TestCertificates.shared()
    #expect(
      try await problem {
        // A whole chain, and a file that holds certificate and key, as issuers deliver them.
        $0.identity?.certificatePEM = try certificates.bytes("client.pem", "client-root.pem")
        $0.identity?.keyPEM = try certificates.bytes("client.pem", "client.key")
        $0.identity?.trustRootsPEM = try certificates.bytes("server-root.pem", "other-root.pem")
      } == nil
    )
  }

  @Test("a description holds no key or passphrase") func description() async throws {
    var configuration = try await HTTPConfiguration.test("https://localhost:1/")
    configuration.identity?.keyPassphrase = Array("hush".utf8)
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(configuration)", String(reflecting: configuration), dumped] {
      #expect(text.count < 200)
    }
  }
}
