internal import ELTSimulator
package import Intake
package import Signatures
internal import TestPKI
internal import TimeReport

/// A verifier and a pipeline that trust the PKI of the signed events.
package enum Trust {
  package static let verifier = SignatureVerifier(trust: SignatureTrust(persons: roots, organisations: roots))

  private static let roots = try? TrustedRoots(pem: SignedEvents.pki.get().signatureRootsPEM())

  package static func pipeline(signer: OrganisationSigner? = nil) -> IntakePipeline {
    IntakePipeline(
      decoder: EventDecoder(),
      converter: Converter(endOfDay: .twentyFour),
      documents: DocumentReader(),
      verifier: verifier,
      signer: signer
    )
  }
}
