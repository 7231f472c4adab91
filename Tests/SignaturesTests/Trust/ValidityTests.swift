import PKI
import Testing
import TimeReport

@testable import Signatures

/// Validity is judged at the time of signing, for every certificate.
@Suite struct ValidityTests {
  @Test("a certificate that had expired when it signed is refused") func expiredWhenItSigned() throws {
    #expect(try Hierarchy(signer: .signer.valid(-100...(-50))).codes() == [.signatureExpiredCertificate])
  }

  @Test("a certificate that was not yet valid when it signed is refused") func notYetValidWhenItSigned()
    throws
  {
    #expect(
      try Hierarchy(signer: .signer.valid(-10...100)).codes(day: -50) == [.signatureExpiredCertificate]
    )
  }

  /// RFC 5280, 4.1.2.5: both ends are part of it.
  @Test("a certificate is valid in its last second") func validInTheLastSecond() throws {
    let hierarchy = try Hierarchy(signer: .signer.valid(-10...10))
    let signer = try #require(Certificate(der: hierarchy.signer.der))
    let chain = hierarchy.chain.compactMap { Certificate(der: $0.der) }
    let trusted = TrustedChain(roots: try TrustedRoots(pem: hierarchy.root.pem))
    let (first, last) = (try #require(signer.notBefore), try #require(signer.notAfter))
    for time in [first, last] { #expect(trusted.check(chain, at: time).allSatisfy { $0.failure == nil }) }
    for time in [first - 1, last + 1] {
      #expect(
        trusted.check(chain, at: time).compactMap { $0.failure?.code } == [.signatureExpiredCertificate]
      )
    }
  }

  @Test("a certificate that has expired since is accepted") func validWhenItSignedAndExpiredSince() throws {
    #expect(try Hierarchy(signer: .signer.valid(-100...(-20))).codes(day: -50) == [])
    let past = Hierarchy.Recipe.authority.valid(-100...(-20))
    let all = try Hierarchy(
      root: past,
      bankCA: past,
      customerCA: past,
      signer: .signer.valid(-100...(-20))
    )
    #expect(try all.codes(day: -50) == [])
  }

  @Test("an issuer outside its validity is refused") func anIssuerOutsideItsValidity() throws {
    let past = Hierarchy.Recipe.authority.valid(-100...(-50))
    for hierarchy in [
      try Hierarchy(customerCA: past), try Hierarchy(bankCA: past), try Hierarchy(root: past),
    ] {
      #expect(try hierarchy.codes() == [.signatureExpiredCertificate])
      #expect(try hierarchy.codes(day: -75) == [])
    }
  }
}
