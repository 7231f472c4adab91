import PKI
import COpenSSL
import Testing

@testable import Signatures

/// What is kept saves reading it again, and decides nothing.
@Suite struct CertificateCacheTests {
  @Test func aCertificateIsReadOnce() throws {
    let der = try TestSigners.shared.get().bankCA.der
    let cache = CertificateCache(maximum: 3)
    let first = try #require(cache.certificate(der))
    #expect(cache.certificate(der) === first)
    #expect(first.der == der)
    var changed = der
    changed[der.count - 1] ^= 1
    #expect(cache.certificate(changed) !== first, "one bit makes it another")
    #expect(cache.count == 2)
  }

  @Test func whatCannotBeReadIsNotKept() throws {
    let cache = CertificateCache(maximum: 3)
    #expect(cache.certificate([0x30, 0x00]) == nil)
    #expect(cache.certificate([]) == nil)
    #expect(cache.count == 0)
  }

  @Test func itNeverGrowsBeyondItsMaximum() throws {
    let der = try TestSigners.shared.get().bankCA.der
    let cache = CertificateCache(maximum: 3)
    // The last bytes are of the signature, whatever is in them.
    for bit in 0..<8 {
      var changed = der
      changed[der.count - 1] ^= 1 << UInt8(bit)
      #expect(cache.certificate(changed) != nil)
      #expect((1...3).contains(cache.count))
    }
  }

  @Test func largeOnesPushOutOthersSooner() throws {
    let cache = CertificateCache(maximum: 10)
    for index in 0..<10 {
      let comment = (NID_netscape_comment, "ASN1:UTF8String:\(String(repeating: "x", count: 8000))")
      let key = try TestSigners.shared.get().spareKey
      let large = try TestCertificate(subject: [("CN", "\(index)")], key: key, extensions: [comment])
      #expect(cache.certificate(large.der) != nil)
      #expect(cache.count <= 2)
    }
  }

  /// Each issuer is asked about by itself, and the answer stays the same.
  @Test func whoHasIssuedItIsRemembered() throws {
    let signers = try TestSigners.shared.get()
    let certificate = try #require(Certificate(der: signers.organisation.der))
    let issuer = try #require(Certificate(der: signers.bankCA.der))
    let impostor = try #require(
      Certificate(
        der: try TestCertificate(subject: [("CN", "Bank CA")], key: signers.spareKey, isAuthority: true).der
      )
    )
    for _ in 0..<3 {
      #expect(certificate.isIssued(by: issuer))
      #expect(!certificate.isIssued(by: impostor), "the same name, another key")
    }
    let issuance = Issuance()
    var asked = 0
    for issuer in [[1], [2], [1], [2]] as [[UInt8]] {
      let verdict = issuance.isIssued(by: issuer) {
        asked += 1
        return issuer == [1]
      }
      #expect(verdict == (issuer == [1]))
    }
    #expect(asked == 2)
  }
}
