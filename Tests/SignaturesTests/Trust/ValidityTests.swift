import Testing
import TimeReport

/// Validity is judged at the time of signing, for every certificate.
@Suite struct ValidityTests {
  @Test func expiredWhenItSigned() throws {
    #expect(try Hierarchy(signer: .signer.valid(-100...(-50))).codes() == [.signatureExpiredCertificate])
  }

  @Test func notYetValidWhenItSigned() throws {
    #expect(
      try Hierarchy(signer: .signer.valid(-10...100)).codes(day: -50) == [.signatureExpiredCertificate]
    )
  }

  @Test func validWhenItSignedAndExpiredSince() throws {
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

  @Test func anIssuerOutsideItsValidity() throws {
    let past = Hierarchy.Recipe.authority.valid(-100...(-50))
    for hierarchy in [
      try Hierarchy(customerCA: past), try Hierarchy(bankCA: past), try Hierarchy(root: past),
    ] {
      #expect(try hierarchy.codes() == [.signatureExpiredCertificate])
      #expect(try hierarchy.codes(day: -75) == [])
    }
  }
}
