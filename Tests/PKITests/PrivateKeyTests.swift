import COpenSSL
import Testing
import XML
import PKI

@Suite struct PrivateKeyTests {
  @Test func anEncryptedKeyIsRefused() throws {
    let key = try #require(elt_rsa_generate(2048))
    defer { EVP_PKEY_free(key) }
    let pem = try TestKey.pem(of: key, passphrase: "hemlig")
    #expect(throws: PrivateKey.Problem.notAKey) { try PrivateKey(pem: pem) }
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
    #expect(throws: PrivateKey.Problem.notSupported) { try PrivateKey(pem: pem) }
  }

  @Test func aKeyPrintsNoSecret() throws {
    let key = try TestKey.one.get().key
    #expect("\(key)" == "PrivateKey(RSA, 2048 bits)")
    #expect(String(reflecting: key) == "PrivateKey(RSA, 2048 bits)")
  }

  @Test func thePublicKeyIsReadStrictly() throws {
    let der = try TestKey.one.get().key.publicKey
    #expect(PublicKey(rsaPublicKey: der)?.bits == 2048)
    #expect(PublicKey(rsaPublicKey: der + [0]) == nil)
    #expect(PublicKey(rsaPublicKey: der.dropLast() + []) == nil)
    #expect(PublicKey(rsaPublicKey: []) == nil)
  }
}
