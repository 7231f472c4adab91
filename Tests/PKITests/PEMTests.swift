import PKI
import Testing

@Suite struct PEMTests {
  @Test("a chain and a key in separate files are read") func separateFiles() async throws {
    try await Files.with { files async throws in
      let credential = try Credential(
        certificateFile: files.read("leaf.pem", "ca.pem", "root.pem"),
        keyFile: files.read("leaf.key")
      )
      #expect(credential.chain.count == 3 && credential.hasChain && credential.isForTLSClient)
      #expect(credential.notAfter - credential.notBefore == 9 * 86_400)
      #expect("\(credential)" == "Credential(redacted)")
    }
  }

  @Test("a file may hold chain and key") func oneFile() async throws {
    try await Files.with { files async throws in
      let credential = try Credential(
        certificateFile: files.read("leaf.pem", "ca.pem", "leaf.key"),
        keyFile: nil
      )
      #expect(credential.chain.count == 2)
      #expect(try problem(files.read("leaf.pem"), nil) == .keyMissing)
    }
  }

  @Test("an encrypted key needs its passphrase", arguments: ["pkcs8 -topk8 -v2 aes-256-cbc", "ec -aes256"])
  func encryptedKey(_ command: String) async throws {
    try await Files.with { files async throws in
      try await files.openssl("\(command) -in leaf.key -out secret.key -passout pass:hemlig")
      let (certificate, key) = (try files.read("leaf.pem"), try files.read("secret.key"))
      _ = try Credential(certificateFile: certificate, keyFile: key, passphrase: Array("hemlig".utf8))
      #expect(problem(certificate, key) == .passphraseMissing)
      #expect(problem(certificate, key, "fel") == .passphraseWrong)
      #expect(problem(certificate, key, String(repeating: "a", count: 100_000)) == .passphraseWrong)
    }
  }

  @Test("a legacy cipher is reported") func legacyCipher() async throws {
    try await Files.with { files async throws in
      let old = "pkcs8 -topk8 -v1 PBE-MD5-DES -provider legacy -provider default"
      try await files.openssl("\(old) -in leaf.key -out secret.key -passout pass:hemlig")
      #expect(try problem(files.read("leaf.pem"), files.read("secret.key"), "hemlig") == .legacyEncryption)
    }
  }

  /// RFC 1421: `Proc-Type` and `DEK-Info` below the first line.
  @Test(
    "an old-style key with a legacy cipher is refused with the command that converts it",
    arguments: [
      ("rsa", "des"), ("rsa", "rc2"), ("rsa", "seed"), ("rsa", "bf"), ("ec", "des"),
    ]
  )
  func oldStyleKey(kind: String, cipher: String) async throws {
    let rsa = kind == "rsa"
    try await Files.with(key: rsa ? "-newkey rsa:2048" : Files.ec) { files async throws in
      let providers = "-provider legacy -provider default"
      let traditional = rsa ? "rsa -traditional" : "ec"
      try await files.openssl(
        "\(traditional) \(providers) -in leaf.key -\(cipher) -passout pass:hemlig -out old.key"
      )
      let (certificate, old) = (try files.read("leaf.pem"), try files.read("old.key"))
      #expect(String(decoding: old, as: UTF8.self).contains("DEK-Info: "))
      do throws(CredentialProblem) {
        _ = try Credential(certificateFile: certificate, keyFile: old, passphrase: Array("hemlig".utf8))
        Issue.record("The key was read.")
      } catch {
        #expect(error.code == .legacyEncryption)
        #expect(error.message.contains("openssl pkey \(providers) -in old.key -aes256 -out new.key"))
        #expect(!error.message.contains("pkcs12"))
      }
      // The command of the message makes a key that is read.
      try await files.openssl(
        "pkey \(providers) -in old.key -passin pass:hemlig -aes256 -passout pass:hemlig -out new.key"
      )
      #expect(try problem(certificate, files.read("new.key"), "hemlig") == nil)
    }
  }

  @Test("an old-style key with a cipher that OpenSSL does not know is reported as legacy, not as damaged")
  func unknownCipher() async throws {
    try await Files.with(key: "-newkey rsa:2048") { files async throws in
      try await files.openssl("rsa -traditional -in leaf.key -aes256 -passout pass:hemlig -out old.key")
      let text = String(decoding: try files.read("old.key"), as: UTF8.self)
      let unknown = Array(text.replacing("AES-256-CBC", with: "OTHER-CBC").utf8)
      #expect(try problem(files.read("leaf.pem"), unknown, "hemlig") == .legacyEncryption)
      #expect(try problem(files.read("leaf.pem"), files.read("old.key"), "hemlig") == nil)
      #expect(try problem(files.read("leaf.pem"), files.read("old.key"), "fel") == .passphraseWrong)
    }
  }

  @Test("a weak key is refused") func weakKey() async throws {
    try await Files.with(key: "-newkey rsa:1024") { files async throws in
      #expect(try problem(files.read("leaf.pem"), files.read("leaf.key")) == .keyWeak)
    }
  }

  @Test("a key or issuer that does not fit is refused") func mismatch() async throws {
    try await Files.with { files async throws in
      #expect(try problem(files.read("leaf.pem"), files.read("ca.key")) == .keyMismatch)
      #expect(try problem(files.read("leaf.pem", "root.pem"), files.read("leaf.key")) == .chainBroken)
      #expect(try problem(files.read("ca.pem", "leaf.pem"), files.read("leaf.key")) == .keyMismatch)
    }
  }

  @Test("validity includes its last second") func validity() async throws {
    try await Files.with { files async throws in
      let credential = try Credential(
        certificateFile: files.read("leaf.pem"),
        keyFile: files.read("leaf.key")
      )
      try credential.checkValidity(now: credential.notAfter)
      #expect(throws: CredentialProblem.self) { try credential.checkValidity(now: credential.notAfter + 1) }
      #expect(throws: CredentialProblem.self) { try credential.checkValidity(now: credential.notBefore - 1) }
      #expect(!credential.hasChain)
    }
  }
}

func problem(_ certificate: [UInt8], _ key: [UInt8]?, _ passphrase: String? = nil) -> CredentialProblem.Code?
{
  do throws(CredentialProblem) {
    _ = try Credential(
      certificateFile: certificate,
      keyFile: key,
      passphrase: passphrase.map { Array($0.utf8) }
    )
    return nil
  } catch { return error.code }
}
