import PKI
import Testing
import TimeReport
import XML

@testable import Signatures

/// Trust and OCSP in the verifier, at the time of the response.
@Suite struct SignatureTrustTests {
  private static let world = Result { try TrustWorld() }

  private func codes(
    _ signature: ReportSignature? = nil,
    role: SignatureRole = .assistant,
    trust: ((inout SignatureTrust) -> Void)? = nil,
    now: Int = TrustWorld.now
  ) throws -> [ProblemCode] {
    let world = try Self.world.get()
    var trusted = try world.trust()
    trust?(&trusted)
    return SignatureVerifier(trust: trusted).verify(
      try signature ?? world.sign(),
      role: role,
      of: world.document,
      now: now,
      at: "/s"
    ).map(\.code)
  }

  @Test("a valid signature is accepted") func goodSignatureIsAccepted() throws {
    #expect(try codes() == [])
    #expect(try codes(role: .provider) == [])
  }

  @Test("every step is reported") func everyStepIsReported() throws {
    let world = try Self.world.get()
    let steps = SignatureVerifier(trust: try world.trust()).steps(
      try world.sign(),
      role: .assistant,
      of: world.document,
      now: TrustWorld.now
    )
    #expect(steps.map(\.step) == VerificationStep.allCases)
    let skipped = steps.filter { if case .skipped = $0.result { true } else { false } }
    #expect(skipped.map(\.step) == [.authorisation])
  }

  @Test("problems point to the member that they concern") func problemsPointToTheirMember() throws {
    let world = try Self.world.get()
    var submitted = try world.sign()
    submitted = ReportSignature(
      signature: submitted.signature,
      ocspResponse: [],
      signedOn: submitted.signedOn
    )
    let problems = SignatureVerifier(trust: try world.trust())
      .verify(submitted, role: .assistant, of: world.document, now: TrustWorld.now, at: "/s")
    #expect(problems.map(\.code) == [.ocspMissing])
    #expect(problems.map(\.place) == [.pointer("/s/ocspResponse")])
  }

  @Test("the response of another signature is refused") func theResponseOfAnotherSignature() throws {
    let world = try Self.world.get()
    let (one, other) = (try world.sign(), try world.sign(data: world.document.toBeSigned + ";" + world.other))
    let mixed = ReportSignature(
      signature: one.signature,
      ocspResponse: other.ocspResponse,
      signedOn: one.signedOn
    )
    #expect(try codes(mixed) == [.ocspNonce])
  }

  @Test("the date must be that of the response") func theDateIsThatOfTheResponse() throws {
    let world = try Self.world.get()
    let signature = try world.sign()
    let later = ReportSignature(
      signature: signature.signature,
      ocspResponse: signature.ocspResponse,
      signedOn: signature.signedOn.adding(days: 1)
    )
    #expect(try codes(later) == [.signatureDateOfSigning])
  }

  @Test("a response from the future is refused") func aResponseFromTheFuture() throws {
    #expect(try codes(now: TrustWorld.now - 3 * 86_400) == [.ocspFuture])
  }

  @Test("validity is checked at the time of the response") func validityIsJudgedAtTheTimeOfTheResponse()
    throws
  {
    let world = try Self.world.get()
    let long = try world.sign(on: TrustWorld.day.adding(days: -40_000 / 4))
    #expect(try codes(long).contains(.signatureExpiredCertificate))
  }

  @Test("persons and organisations have separate roots") func personsAndOrganisationsHaveSeparateRoots()
    throws
  {
    let world = try Self.world.get()
    let organisation = try world.signAsOrganisation()
    #expect(try codes(organisation, role: .provider) == [])
    #expect(
      try codes(organisation, role: .provider, trust: { $0.organisations = nil }) == [.signatureUntrusted]
    )
    #expect(
      try codes(organisation, role: .provider, trust: { $0.organisations = $0.persons })
        == [.signatureUntrusted]
    )
    #expect(try codes(trust: { $0.persons = $0.organisations }) == [.signatureUntrusted])
    #expect(
      try codes(trust: { ($0.persons, $0.organisations) = (nil, nil) }) == [],
      "without any roots any chain passes"
    )
  }

  @Test("only authorised persons may sign for a provider") func onlyAuthorisedPersonsSignForAProvider() throws
  {
    let provider = try #require(try Self.world.get().document.organisationNumber)
    let ours: (inout SignatureTrust) -> Void = {
      $0.authorisedSigners = AuthorisedSigners(byProvider: [provider: [TrustWorld.number]])
    }
    let others: (inout SignatureTrust) -> Void = {
      $0.authorisedSigners = AuthorisedSigners(byProvider: [provider: ["195001012383"]])
    }
    let emptyList: (inout SignatureTrust) -> Void = {
      $0.authorisedSigners = AuthorisedSigners(byProvider: [:])
    }
    #expect(try codes(role: .provider, trust: ours) == [])
    #expect(try codes(role: .provider, trust: others) == [.signatureNotAuthorised])
    #expect(try codes(role: .provider, trust: emptyList) == [.signatureNotAuthorised])
    #expect(try codes(trust: emptyList) == [], "the list applies to providers only")
  }

  @Test("an organisation may sign for itself if signers are listed")
  func organisationSignsForItself() throws {
    let world = try Self.world.get()
    let signature = try world.signAsOrganisation()
    let signer = try #require(
      BankIDSignature(signature.signature, limits: XMLLimits()).certificates.first.flatMap(Certificate.init)
    )
    let number = try #require(signer.organisationNumber)
    func codes(for provider: OrganisationNumber, _ list: [OrganisationNumber: Set<String>]?) throws
      -> [ProblemCode]
    {
      let document = Tidredovisning(
        bytes: world.document.bytes,
        reportId: world.document.reportId,
        month: world.document.month,
        assistantNumber: world.document.assistantNumber,
        organisationNumber: provider,
        digest: world.document.digest
      )
      var trust = try world.trust()
      trust.authorisedSigners = list.map(AuthorisedSigners.init)
      return SignatureVerifier(trust: trust)
        .verify(signature, role: .provider, of: document, now: TrustWorld.now, at: "").map(\.code)
    }
    let other = try #require(OrganisationNumber("5566778899"))
    #expect(try codes(for: number, [:]) == [])
    #expect(try codes(for: other, [:]) == [.signatureNotAuthorised])
    #expect(try codes(for: other, [other: ["198002022393"]]) == [.signatureNotAuthorised])
    #expect(try codes(for: other, [other: [number.digits]]) == [])
    #expect(try codes(for: other, nil) == [], "without a list every signer with a configured root may sign")
  }

  @Test("an organisation's signature needs a response") func anOrganisationNeedsAResponseToo() throws {
    let signature = try Self.world.get().signAsOrganisation()
    let bare = ReportSignature(
      signature: signature.signature,
      ocspResponse: [],
      signedOn: signature.signedOn
    )
    #expect(try codes(bare, role: .provider) == [.ocspMissing])
  }

  /// Without roots nothing else would refuse it.
  @Test("an unknown issuer cannot vouch for a signer") func unknownIssuer() throws {
    let signers = try TestSigners.shared.get()
    let signature = ReportSignature(
      signature: try signers.sign(
        TestDocument.report.toBeSigned,
        by: signers.organisation,
        chain: [signers.organisation.der]
      ),
      ocspResponse: [],
      signedOn: TrustWorld.day
    )
    let problems = SignatureVerifier(trust: SignatureTrust())
      .verify(signature, role: .provider, of: TestDocument.report, now: TrustWorld.now, at: "/s")
    #expect(problems.map(\.code) == [.ocspResponder])
  }

  /// A fault of the signature itself does not skip the checks of its signer.
  @Test("all problems are reported") func allProblemsAreReported() throws {
    let world = try Self.world.get()
    let signature = try world.sign(data: "\(world.document.reportId),\(String(repeating: "0", count: 64))")
    let changed = ReportSignature(
      signature: signature.signature,
      ocspResponse: [],
      signedOn: signature.signedOn
    )
    #expect(
      try codes(changed, trust: { $0.persons = $0.organisations }) == [
        .signatureBindingOtherDocument, .signatureUntrusted, .ocspMissing,
      ]
    )
  }

  /// A person's certificate holds a name and a number.
  @Test("no description shows the signer") func descriptionHidesTheSigner() throws {
    let world = try Self.world.get()
    let steps = SignatureVerifier(trust: try world.trust()).steps(
      try world.sign(),
      role: .assistant,
      of: world.document,
      now: TrustWorld.now
    )
    let provider = try #require(OrganisationNumber("5560000001"))
    let signers = AuthorisedSigners(byProvider: [provider: [TrustWorld.number]])
    var text = "\(signers)"
    dump(signers, to: &text)
    dump(steps, to: &text)
    #expect(!text.contains(TrustWorld.number) && !text.contains("5560000001"))
  }
}
