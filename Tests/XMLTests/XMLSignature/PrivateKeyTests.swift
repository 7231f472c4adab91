import COpenSSL
import Testing
import XML

@Suite struct PrivateKeyTests {
  @Test func anEncryptedKeyNeedsItsPassphrase() throws {
    let key = try #require(elt_rsa_generate(2048))
    defer { EVP_PKEY_free(key) }
    let pem = try TestKey.pem(of: key, passphrase: "hemlig")
    #expect(try PrivateKey(pem: pem, passphrase: Array("hemlig".utf8)).bits == 2048)
    #expect(throws: PrivateKey.Problem.passphraseMissing) { try PrivateKey(pem: pem) }
    #expect(throws: PrivateKey.Problem.passphraseWrong) {
      try PrivateKey(pem: pem, passphrase: Array("fel".utf8))
    }
    #expect(throws: PrivateKey.Problem.passphraseWrong) {
      try PrivateKey(pem: pem, passphrase: [UInt8](repeating: 0x61, count: 100_000))
    }
  }

  @Test func aPassphraseIsIgnoredForAKeyWithoutOne() throws {
    #expect(try PrivateKey(pem: TestKey.one.get().pem, passphrase: Array("x".utf8)).bits == 2048)
  }

  @Test func whatIsNoKeyIsRefused() throws {
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(pem: []) }
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(pem: Array("nothing".utf8)) }
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(der: [0x30, 0]) }
    #expect(throws: PrivateKey.Problem.notAKey) {
      try PrivateKey(pem: TestKey.one.get().pem.replacing("M", with: "N"))
    }
  }

  @Test func aKeyOfAnotherKindIsRefused() throws {
    let key = try #require(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, [UInt8](repeating: 7, count: 32), 32)
    )
    defer { EVP_PKEY_free(key) }
    let pem = try TestKey.pem(of: key, passphrase: nil)
    #expect(throws: PrivateKey.Problem.notRSA) { try PrivateKey(pem: pem) }
  }

  @Test func aKeyPrintsNoSecret() throws {
    let key = try TestKey.one.get().key
    #expect("\(key)" == "PrivateKey(RSA, 2048 bits)")
    #expect(String(reflecting: key) == "PrivateKey(RSA, 2048 bits)")
  }

  @Test func thePublicKeyIsReadStrictly() throws {
    let der = try TestKey.one.get().key.rsaPublicKey
    #expect(PublicKey(rsaPublicKey: der)?.bits == 2048)
    #expect(PublicKey(rsaPublicKey: der + [0]) == nil)
    #expect(PublicKey(rsaPublicKey: der.dropLast() + []) == nil)
    #expect(PublicKey(rsaPublicKey: []) == nil)
  }
}
