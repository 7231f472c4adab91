import PKI
import TestPKI
import ELTSimulator
import Signatures
import Testing
import TimeReport

/// An organisation that signs, and the responder for its certificate.
struct OwnSignatureWorld {
  static let pki = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make(sharesKeys: true) }
  /// 7 November 2026, 12:00 UTC.
  static let now = 1_794_052_800

  let responder: ThrowawayResponder
  let signer: OrganisationSigner

  /// Runs `body` with a responder of each form.
  static func with(
    _ behaviour: ResponderBehaviour = .good,
    policy: OCSPPolicy = OCSPPolicy(),
    _ body: (OwnSignatureWorld) async throws -> Void
  ) async throws {
    for form in OCSPForm.allCases { try await with(behaviour, form, policy, body) }
  }

  private static func with(
    _ behaviour: ResponderBehaviour,
    _ form: OCSPForm,
    _ policy: OCSPPolicy,
    _ body: (OwnSignatureWorld) async throws -> Void
  ) async throws {
    let responder = ThrowawayResponder(try pki.get(), behaviour: behaviour, form: form, now: { now })
    let signer = try signer(at: try await responder.start(), policy: policy)
    do {
      try await body(OwnSignatureWorld(responder: responder, signer: signer))
    } catch {
      await responder.stop()
      throw error
    }
    await responder.stop()
  }

  static func signer(at url: String, policy: OCSPPolicy = OCSPPolicy()) throws -> OrganisationSigner {
    let organisation = try pki.get().organisation
    var chain: [UInt8] = []
    for certificate in organisation.chain { chain += try certificate.pem() }
    return try OrganisationSigner(
      Credential(certificateFile: chain, keyFile: try organisation.signer.key.pem()),
      responderURL: url,
      policy: policy,
      connect: HTTPResponder.init(url:)
    )
  }

  static func sign(with signer: OrganisationSigner) throws -> ReportSignature {
    // The date is a day off: the time of the response decides.
    try signer.sign(TestDocument.report, on: CalendarDate(daysSinceEpoch: now / 86_400 - 1))
  }

  /// Expects the problem of fetching a response; nil if there is none.
  static func expect(
    _ code: ProblemCode?,
    of signer: OrganisationSigner,
    at now: Int = Self.now,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await problem(of: signer, at: now)
    #expect(found == code, sourceLocation: sourceLocation)
  }

  /// nil if a response was fetched.
  static func problem(
    of signer: OrganisationSigner,
    at now: Int = Self.now
  ) async throws -> ProblemCode? {
    let signature = try sign(with: signer)
    do throws(StatusProblem) {
      _ = try await signer.stapled(signature, now: now)
      return nil
    } catch { return error.code }
  }
}
