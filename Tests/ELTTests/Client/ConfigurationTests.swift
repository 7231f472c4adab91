import Testing

@testable import ELT

/// Mistakes in the configuration are told when the client is made.
@Suite struct ConfigurationTests {
  private func problem(_ change: (inout ELTClientConfiguration) async throws -> Void) async throws
    -> ELTConfigurationProblem?
  {
    var configuration = try await ELTClientConfiguration.test("https://localhost:1/")
    try await change(&configuration)
    do {
      _ = try ELTClient(configuration)
      return nil
    } catch {
      return error
    }
  }

  @Test func theEnvironmentsOfTheContractAreRight() throws {
    #expect(
      Route.direct(.test).url == "https://shsref.forsakringskassan.se:7020/shs2/FK.ASE.Tidredovisning.ref"
    )
    #expect(
      Route.direct(.production).url == "https://shs.forsakringskassan.se:7020/shs2/FK.ASE.Tidredovisning"
    )
    #expect(Route.shsNode(url: "https://node/").url == "https://node/")
  }

  @Test(arguments: [
    "", "localhost", "http://localhost/", "ftp://localhost/", "file:///etc/passwd", "https://",
    "https:///path",
    "https://user@localhost/", "https://user:secret@localhost/", "https://localhost/#part",
    "https://local host/",
    "https://localhost:99999/", "https://localhost/\u{0}", "https://localhost/\r\nX: y",
  ])
  func anAddressThatCannotBeCalled(_ url: String) async throws {
    let found = try await problem { $0.route = .direct(.custom(url: url)) }
    #expect(found?.setting == .url)
    #expect(found?.sentence.contains("secret") != true)
  }

  @Test(arguments: ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
  func certificatesThatAreNone(_ pem: String) async throws {
    #expect(try await problem { $0.clientCertificatePEM = Array(pem.utf8) }?.setting == .clientCertificate)
    #expect(try await problem { $0.clientKeyPEM = Array(pem.utf8) }?.setting == .clientKey)
    #expect(try await problem { $0.trustRootsPEM = Array(pem.utf8) }?.setting == .trustRoots)
  }

  @Test func aListWithADamagedCertificate() async throws {
    let damaged = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    #expect(try await problem { $0.trustRootsPEM += damaged }?.setting == .trustRoots)
    #expect(try await problem { $0.clientCertificatePEM += damaged }?.setting == .clientCertificate)
  }

  @Test func aKeyThatDoesNotFit() async throws {
    let found = try await problem {
      $0.clientKeyPEM = try await TestCertificates.shared().bytes("stranger.key")
    }
    #expect(found?.setting == .clientKey)
    #expect(found?.sentence.contains("does not belong") == true)
  }

  @Test(arguments: ["for-signing", "for-servers"]) func aCertificateWithAnotherPurpose(_ name: String)
    async throws
  {
    let found = try await problem {
      let certificates = try await TestCertificates.shared()
      $0.clientCertificatePEM = try certificates.bytes("\(name).pem")
      $0.clientKeyPEM = try certificates.bytes("\(name).key")
    }
    #expect(found?.setting == .clientCertificate)
    #expect(found?.sentence.contains("is not for a TLS client") == true)
    #expect(found?.sentence.contains("Give the one for the connection.") == true)
  }

  @Test func anEncryptedKeyWithoutOrWithAWrongPassphrase() async throws {
    for passphrase in [nil, [], Array("wrong".utf8), [UInt8](repeating: 0x61, count: 5000)] as [[UInt8]?] {
      let found = try await problem {
        $0.clientKeyPEM = try await TestCertificates.shared().bytes("client-encrypted.key")
        $0.clientKeyPassphrase = passphrase
      }
      #expect(found?.setting == .clientKey)
      #expect(found?.sentence.contains("passphrase") == true)
    }
  }

  @Test func numbersOutOfRange() async throws {
    #expect(try await problem { $0.connectTimeout = .zero }?.setting == .connectTimeout)
    #expect(try await problem { $0.requestTimeout = .seconds(-1) }?.setting == .requestTimeout)
    #expect(try await problem { $0.maximumAnswerBytes = 0 }?.setting == .maximumAnswerBytes)
    #expect(try await problem { $0.maximumInFlight = 0 }?.setting == .maximumInFlight)
    #expect(try await problem { $0.maximumIdle = .zero }?.setting == .maximumIdle)
  }

  @Test(arguments: ["", "a b", "a\"b", "a\r\nX-Injected: y", "å"]) func aSOAPActionThatIsNone(
    _ action: String
  ) async throws {
    #expect(try await problem { $0.soapAction = action }?.setting == .soapAction)
  }

  @Test func aGoodOneIsTaken() async throws {
    #expect(try await problem { _ in } == nil)
    let certificates = try await TestCertificates.shared()
    #expect(
      try await problem {
        // A whole chain, and a file that holds certificate and key, as issuers hand them out.
        $0.clientCertificatePEM = try certificates.bytes("client.pem", "client-root.pem")
        $0.clientKeyPEM = try certificates.bytes("client.pem", "client.key")
        $0.trustRootsPEM = try certificates.bytes("server-root.pem", "other-root.pem")
      } == nil
    )
  }

  @Test func neverPrintsItsKeyOrPassphrase() async throws {
    var configuration = try await ELTClientConfiguration.test("https://localhost:1/")
    configuration.clientKeyPassphrase = Array("hush".utf8)
    var dumped = ""
    dump(configuration, to: &dumped)
    for text in ["\(configuration)", String(reflecting: configuration), dumped] {
      #expect(text.count < 200)
    }
  }
}
