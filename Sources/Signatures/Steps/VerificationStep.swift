/// One check of a signature, in the order in which they are made.
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

  /// What must be so for the check to pass.
  package var expected: String {
    switch self {
    case .present: "there is a signature"
    case .layout: "XML in exactly BankID's layout, made as a signature"
    case .algorithms:
      "RSA with SHA-256 or ECDSA with SHA-256 or SHA-384, digests with SHA-256 (SHA-1 where allowed), inclusive C14N"
    case .certificate:
      "certificates that can be read, the signer's key RSA or on P-256 or P-384, as the algorithm needs"
    case .keyStrength: "an RSA key of at least 2048 bits, or a key on P-256 or P-384"
    case .value: "each id once; digests and value are those of the signed elements, by the signer's key"
    case .binding: "`<id>,<digest>` of this report, once"
    case .person: "the assistant that the report names; for a person, three certificates"
    case .authorisation:
      "the provider itself, or one on its list of authorised signers, where there is a list"
    case .usage: "a certificate for signatures: nonRepudiation for a person, no authority's"
    case .chain: "one chain, in order, to a configured root"
    case .validity: "every certificate of the chain valid at the time of signing"
    case .ocspResponse: "a basic OCSP response, successful"
    case .ocspCertificate: "it is for the signer's certificate, by its issuer and serial number"
    case .ocspStatus: "good"
    case .ocspResponder: "the issuer, or one that it has authorised, valid when it answered"
    case .ocspSignature: "the responder's own, with SHA-2 (SHA-1 where allowed)"
    case .ocspTimes: "made between thisUpdate and nextUpdate, and not in the future"
    case .ocspNonce: "SHA-1 of the signature's base64 text, then twelve bytes"
    case .dateOfSigning: "`signedOn` is the Swedish date of producedAt"
    }
  }

  /// Which member of a signature in a request the check is about.
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
