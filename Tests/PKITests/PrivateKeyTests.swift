import PKI
import Testing

@Suite struct PrivateKeyTests {
  @Test("an encrypted key is refused") func encrypted() async throws {
    try await Files.with { files async throws in
      try await files.openssl(
        "pkcs8 -topk8 -v2 aes-256-cbc -in leaf.key -out secret.key -passout pass:hemlig"
      )
      #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(pem: files.read("secret.key")) }
    }
  }

  @Test("bytes that are not a key are refused") func notAKey() throws {
    let pem = try #require(try Hierarchy.shared.get().spareKey.pem)
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(pem: []) }
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(pem: Array("nothing".utf8)) }
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(der: [0x30, 0]) }
    #expect(throws: PrivateKey.Problem.notAKey) {
      try PrivateKey(pem: pem.replacing("M".utf8, with: "N".utf8))
    }
  }

  @Test("a key of another kind is refused", arguments: ["ed25519", "ec -pkeyopt ec_paramgen_curve:P-521"])
  func otherKind(_ kind: String) async throws {
    try await Files.with { files async throws in
      try await files.openssl("genpkey -algorithm \(kind) -out other.key")
      #expect(throws: PrivateKey.Problem.notSupported) { try PrivateKey(pem: files.read("other.key")) }
    }
  }

  @Test("a description holds no secret") func description() throws {
    let key = try Hierarchy.shared.get().spareKey
    #expect("\(key)" == "PrivateKey(RSA, 2048 bits)")
    #expect(String(reflecting: key) == "PrivateKey(RSA, 2048 bits)")
  }

  @Test("a public key with bytes around it is refused") func strictPublicKey() throws {
    let der = try Hierarchy.shared.get().spareKey.publicKey
    #expect(PublicKey(rsaPublicKey: der)?.bits == 2048)
    #expect(PublicKey(rsaPublicKey: der + [0]) == nil)
    #expect(PublicKey(rsaPublicKey: der.dropLast() + []) == nil)
    #expect(PublicKey(rsaPublicKey: []) == nil)
  }
}
