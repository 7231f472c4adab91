/// The checks of a signature, in order.
package enum VerificationStep: String, Sendable, Hashable, CaseIterable {
  case present
  case layout
  case algorithms
  case certificate
  case keyStrength = "key-strength"
  case value
  case binding
  case person
  case authorisation
  case usage
  case chain
  case validity
  case ocspResponse = "ocsp-response"
  case ocspCertificate = "ocsp-certificate"
  case ocspStatus = "ocsp-status"
  case ocspResponder = "ocsp-responder"
  case ocspSignature = "ocsp-signature"
  case ocspTimes = "ocsp-times"
  case ocspNonce = "ocsp-nonce"
  case dateOfSigning = "date-of-signing"

  /// The condition for the check to pass.
  package var expected: String {
    switch self {
    case .present: "a signature is present"
    case .layout: "XML in exactly BankID's layout, for a signature"
    case .algorithms:
      "RSA with SHA-256 or ECDSA with SHA-256 or SHA-384, digests with SHA-256 (SHA-1 if allowed), inclusive C14N"
    case .certificate:
      "readable certificates; the signer's key RSA or on P-256 or P-384, as the algorithm needs"
    case .keyStrength: "an RSA key of at least 2048 bits, or a key on P-256 or P-384"
    case .value: "each id once; digests and value match the signed elements and the signer's key"
    case .binding: "`<id>,<digest>` of this report, once"
    case .person: "the assistant that the report names; for a person, three certificates"
    case .authorisation:
      "the provider itself, or a signer on its list of authorised signers, if there is a list"
    case .usage: "a certificate for signatures: nonRepudiation for a person, not an authority's"
    case .chain: "one chain, in order, to a configured root"
    case .validity: "every certificate of the chain valid at the time of signing"
    case .ocspResponse: "a basic OCSP response, successful"
    case .ocspCertificate: "the response is for the signer's certificate, by issuer and serial number"
    case .ocspStatus: "good"
    case .ocspResponder: "the issuer, or a responder that it authorised, valid when it answered"
    case .ocspSignature: "the responder's, with SHA-2 (SHA-1 if allowed)"
    case .ocspTimes: "produced between thisUpdate and nextUpdate, and not in the future"
    case .ocspNonce: "SHA-1 of the signature's base64 text, then twelve bytes"
    case .dateOfSigning: "`signedOn` is the Swedish date of producedAt"
    }
  }

  /// The member of a signature in a request that the check concerns.
  package var member: Member {
    switch self {
    case .ocspResponse, .ocspCertificate, .ocspStatus, .ocspResponder, .ocspSignature, .ocspTimes, .ocspNonce:
      .ocspResponse
    case .dateOfSigning: .signedOn
    default: .signature
    }
  }

  package enum Member: String, Sendable { case signature, ocspResponse, signedOn }
}
