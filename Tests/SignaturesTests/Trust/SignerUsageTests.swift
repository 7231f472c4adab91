import Signatures
import Testing
import TimeReport

/// The purpose of the signer's certificate.
@Suite struct SignerUsageTests {
  private static func signer(_ usage: String?, extended: String? = nil, constraints: String? = nil)
    -> Hierarchy.Recipe
  {
    let all = [
      ("keyUsage", usage), ("extendedKeyUsage", extended), ("basicConstraints", constraints),
    ]
    return .init(extensions: all.compactMap { nid, value in value.map { (nid, $0) } })
  }

  @Test("an authority may not sign") func anAuthorityAsSigner() throws {
    for (usage, constraints) in [
      ("critical,nonRepudiation,keyCertSign", "critical,CA:TRUE"), ("critical,nonRepudiation", "CA:TRUE"),
      ("critical,nonRepudiation,keyCertSign", nil),
    ] {
      let hierarchy = try Hierarchy(signer: Self.signer(usage, constraints: constraints))
      #expect(try hierarchy.codes() == [.signatureCAAsSigner])
      #expect(try hierarchy.codes(role: .provider) == [.signatureCAAsSigner])
    }
  }

  @Test("a certificate with CA:FALSE is accepted") func certificateThatIsNotAnAuthority() throws {
    #expect(
      try Hierarchy(signer: Self.signer("critical,nonRepudiation", constraints: "CA:FALSE")).codes() == []
    )
  }

  @Test(
    "a person's certificate for another purpose is refused",
    arguments: ["critical,digitalSignature", "critical,digitalSignature,keyEncipherment", nil]
  )
  func aPersonsCertificateForSomethingElse(_ usage: String?) throws {
    let person = try Hierarchy(signer: Self.signer(usage))
    #expect(try person.codes() == [.signatureCertificateUsage])
    #expect(try person.codes(role: .provider) == [.signatureCertificateUsage])
  }

  @Test("an organisation may use digitalSignature") func anOrganisationMayUseDigitalSignature() throws {
    for (usage, found) in [
      ("critical,digitalSignature", []), ("critical,nonRepudiation", []),
      ("critical,keyEncipherment", [ProblemCode.signatureCertificateUsage]),
    ] {
      let provider = try Hierarchy(signer: Self.signer(usage), serialNumber: "5599990008")
      #expect(try provider.codes(role: .provider) == found)
    }
  }

  @Test(
    "a certificate only for TLS, OCSP or time stamps is refused",
    arguments: ["clientAuth", "serverAuth,clientAuth", "OCSPSigning", "critical,timeStamping"]
  )
  func aCertificateForTLSOnlyOrTheLike(_ extended: String) throws {
    let recipe = Self.signer("critical,digitalSignature,nonRepudiation", extended: extended)
    #expect(try Hierarchy(signer: recipe).codes() == [.signatureCertificateUsage])
    #expect(
      try Hierarchy(signer: recipe, serialNumber: "5599990008").codes(role: .provider)
        == [.signatureCertificateUsage]
    )
  }

  /// 1.3.6.1.5.5.7.3.36 is document signing (RFC 9336), which OpenSSL 3.0 does not know.
  @Test(
    "an extended key usage that allows signatures is accepted",
    arguments: ["1.3.6.1.5.5.7.3.36", "clientAuth,emailProtection", "clientAuth,1.3.6.1.5.5.7.3.36"]
  )
  func anExtendedUsageThatFits(_ extended: String) throws {
    #expect(try Hierarchy(signer: Self.signer("critical,nonRepudiation", extended: extended)).codes() == [])
  }
}
