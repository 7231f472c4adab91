internal import Adapter
package import ELTSimulator
internal import PKI
package import Signatures
package import SyntheticEvents
package import TestPKI
internal import Transport

/// The organisation of the signed events and the OCSP responder for its certificate on the day of those events.
package struct OwnSignatures {
  package let responder: ThrowawayResponder
  package let signer: OrganisationSigner

  /// Runs `body` with a responder of each form.
  package static func with(
    _ behaviour: ResponderBehaviour,
    forms: [OCSPForm] = OCSPForm.allCases,
    _ body: @Sendable (OwnSignatures) async throws -> Void
  ) async throws {
    for form in forms { try await with(behaviour, form, body) }
  }

  private static func with(
    _ behaviour: ResponderBehaviour,
    _ form: OCSPForm,
    _ body: @Sendable (OwnSignatures) async throws -> Void
  ) async throws {
    let pki = try SignedEvents.pki.get()
    let responder = ThrowawayResponder(pki, behaviour: behaviour, form: form, now: { SignedEvents.now })
    let url = try await responder.start()
    var chain: [UInt8] = []
    for certificate in pki.organisation.chain { chain += try certificate.pem() }
    let signer = try OrganisationSigner(
      Credential(certificateFile: chain, keyFile: try pki.organisation.signer.key.pem()),
      responderURL: url,
      connect: OCSPConnection.init(url:)
    )
    do {
      try await body(OwnSignatures(responder: responder, signer: signer))
    } catch {
      await responder.stop()
      throw error
    }
    await responder.stop()
  }

  /// Events without a provider signature, which the adapter creates.
  package static func events(_ count: Int, seed: UInt64) throws -> [GeneratedEvent] {
    var generator = try SignedEvents.generator(seed: seed)
    generator.omitsProviderSignature = true
    return try (0..<count).map { _ in try generator.submit() }
  }
}
