import Credentials
import ELTSimulator
import Signatures
import Testing
import TestPKI
import TimeReport

/// An organisation that signs, and whoever answers for its certificate.
struct OwnSignatureWorld {
  static let pki = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make(sharesKeys: true) }
  /// 7 November 2026, 12:00 UTC.
  static let now = 1_794_052_800

  let responder: ThrowawayResponder
  let signer: OrganisationSigner

  static func with(
    _ behaviour: ResponderBehaviour = .good,
    policy: OCSPPolicy = OCSPPolicy(),
    _ body: (OwnSignatureWorld) async throws -> Void
  ) async throws {
    let responder = ThrowawayResponder(try pki.get(), behaviour: behaviour, now: { now })
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
      policy: policy
    )
  }

  static func sign(with signer: OrganisationSigner) throws -> ReportSignature {
    // The date is a day off: what counts in the end is when the responder answered.
    try signer.sign(TestDocument.report, on: CalendarDate(daysSinceEpoch: now / 86_400 - 1))
  }

  /// Expects that a signature gets no response and why; nil where it is to get one.
  static func expect(
    _ code: ProblemCode?,
    of signer: OrganisationSigner,
    at now: Int = Self.now,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let found = try await problem(of: signer, at: now)
    #expect(found == code, sourceLocation: sourceLocation)
  }

  /// nil where a response was had.
  static func problem(
    of signer: OrganisationSigner,
    at now: Int = Self.now
  ) async throws -> ProblemCode? {
    let signature = try sign(with: signer)
    do throws(StatusProblem) {
      _ = try await signer.vouched(signature, now: now)
      return nil
    } catch { return error.code }
  }
}
