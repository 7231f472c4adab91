import PKI
import Testing

/// PKCS #12 files written by the openssl tool.
@Suite struct PKCS12Tests {
  @Test("a PKCS #12 file is read and its chain sorted") func modernFile() async throws {
    try await Files.with { files async throws in
      try await export(files, "")
      let file = try files.read("all.p12")
      let credential = try Credential(
        certificateFile: file,
        keyFile: nil,
        passphrase: Array("hemlig".utf8)
      )
      // In order, although the file holds the root first.
      let pem = try Credential(
        certificateFile: files.read("leaf.pem", "ca.pem", "root.pem"),
        keyFile: files.read("leaf.key")
      )
      #expect(credential.chain.map(\.der) == pem.chain.map(\.der))
      #expect(credential.keyPEM == pem.keyPEM)
      #expect(problem(file, nil) == .passphraseMissing)
      #expect(problem(file, nil, "fel") == .passphraseWrong)
      #expect(problem(Array(file.dropLast(20)), nil, "hemlig") == .certificateUnreadable)
    }
  }

  /// Windows and old key stores export such files.
  @Test("a legacy file is refused with the command that converts it") func legacyFile() async throws {
    try await Files.with { files async throws in
      try await export(files, "-legacy")
      let file = try files.read("all.p12")
      do throws(CredentialProblem) {
        _ = try Credential(certificateFile: file, keyFile: nil, passphrase: Array("hemlig".utf8))
        Issue.record("The file was opened.")
      } catch {
        #expect(error.code == .legacyEncryption)
        #expect(error.message.contains("openssl pkcs12 -legacy"))
      }
    }
  }

  @Test(
    "a file without MAC is refused with the command that converts it",
    arguments: ["hemlig", nil] as [String?]
  )
  func withoutMAC(passphrase: String?) async throws {
    try await Files.with { files async throws in
      try await export(files, "-nomac")
      let file = try files.read("all.p12")
      do throws(CredentialProblem) {
        _ = try Credential(
          certificateFile: file,
          keyFile: nil,
          passphrase: passphrase.map { Array($0.utf8) }
        )
        Issue.record("The file was opened.")
      } catch {
        #expect(error.code == .macMissing)
        #expect(error.message.contains("has no MAC") && !error.message.contains("passphrase"))
        #expect(error.message.contains("openssl pkcs12 -nomacver -in old.p12"))
      }
      // The command of the message makes a file that is read.
      try await files.openssl("pkcs12 -nomacver -in all.p12 -passin pass:hemlig -nodes -out all.pem")
      try await files.openssl("pkcs12 -export -in all.pem -out new.p12 -passout pass:hemlig")
      #expect(try problem(files.read("new.p12"), nil, "hemlig") == nil)
    }
  }

  @Test("a PKCS #12 file without a key is refused") func withoutKey() async throws {
    try await Files.with { files async throws in
      try await files.openssl("pkcs12 -export -nokeys -in leaf.pem -out all.p12 -passout pass:hemlig")
      #expect(try problem(files.read("all.p12"), nil, "hemlig") == .certificateUnreadable)
    }
  }

  private func export(_ files: Files, _ options: String) async throws {
    try files.write("others.pem", String(decoding: files.read("root.pem", "ca.pem"), as: UTF8.self))
    try await files.openssl(
      "pkcs12 -export \(options) -in leaf.pem -inkey leaf.key -certfile others.pem -out all.p12 -passout pass:hemlig"
    )
  }
}
