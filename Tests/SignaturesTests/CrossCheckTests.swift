import Signatures
import TestSupport
import Testing
import XML
import PKI

/// Independent tools verify signatures of this code, and this code verifies independent signatures.
@Suite struct CrossCheckTests {
  /// The command-line tool of Debian's package xmlsec1.
  @Test("xmlsec1 verifies our signatures") func xmlsec1Verifies() async throws {
    let folder = try TemporaryDirectory()
    let certificate = try folder.write(TestSigners.shared.get().assistant.pem, to: "signer.pem")
    let wrong = try folder.write(TestSigners.shared.get().stranger.pem, to: "wrong.pem")
    let good = try folder.write(goodSignature(), to: "good.xml")
    let bad = try folder.write(goodSignature(replacing: "SmFnIGdvZGv", with: "SmFnIGdvZGw"), to: "bad.xml")
    func verify(_ file: String, _ certificate: String) async throws -> Int32 {
      try await run(
        "xmlsec1",
        "--verify",
        "--pubkey-cert-pem",
        certificate,
        "--id-attr:Id",
        "http://www.bankid.com/signature/v1.0.0/types:bankIdSignedData",
        "--id-attr:Id",
        "http://www.w3.org/2000/09/xmldsig#:KeyInfo",
        file
      )
    }
    #expect(try await verify(good, certificate) == 0)
    #expect(try await verify(bad, certificate) == 1)
    #expect(try await verify(good, wrong) == 1)
  }

  /// The `openssl` command on pieces of text, without libxmlsec1 and libxml2.
  @Test("openssl verifies value and digests") func opensslVerifiesTheValueAndDigests() async throws {
    let signature = HandMadeSignature(try goodSignature())
    let digests = try ["bankIdSignedData", "KeyInfo"].map {
      try HandMadeSignature.digest(signature.canonical($0), .sha256)
    }
    #expect(signature.values(of: "DigestValue") == digests)
    let folder = try TemporaryDirectory()
    let certificate = try folder.write(TestSigners.shared.get().assistant.pem, to: "signer.pem")
    let value = try #require(Base64.decode(signature.values(of: "SignatureValue").first ?? ""))
    let valueFile = try folder.write(value, to: "value")
    let signedInfo = try folder.write(signature.canonical("SignedInfo"), to: "signedInfo")
    let key = "\(folder.path)/key.pem"
    #expect(
      try await run("sh", "-c", "openssl x509 -in '\(certificate)' -pubkey -noout > '\(key)'") == 0
    )
    #expect(
      try await run("openssl", "dgst", "-sha256", "-verify", key, "-signature", valueFile, signedInfo) == 0
    )
  }

  @Test("signatures made by hand are accepted") func handMadeSignatures() throws {
    let key = try TestSigners.shared.get().assistant.key
    let made = try HandMadeSignature(goodSignature()).signed(by: key, signature: .sha256, digests: .sha256)
    #expect(try made == goodSignature())
    #expect(problems(with: made).isEmpty)
  }
}
