extension ProblemCode {
  static let ocspCodes = [
    ocspMissing, ocspEncodedTwice, ocspUnreadable, ocspNotSuccessful, ocspOtherCertificate, ocspCertIDHash,
    ocspRevoked, ocspUnknown, ocspResponder, ocspResponderPurpose, ocspResponderExpired, ocspAlgorithm,
    ocspInvalid, ocspTooManyCertificates, ocspTooManyStatuses, ocspStale, ocspFuture, ocspNonceMissing,
    ocspNonce, ocspUnreachable,
  ]

  // The OCSP response of a signature (module Signatures).
  package static let ocspMissing = ProblemCode(
    "signature.ocsp-missing",
    cause: "The OCSP response for the signer's certificate is missing.",
    remedy:
      "Send the OCSP response that BankID returned with the signature as `ocspResponse`, encoded as "
      + "base64 once."
  )

  package static let ocspEncodedTwice = ProblemCode(
    "signature.ocsp-encoded-twice",
    cause: "The OCSP response was encoded as base64 twice.",
    remedy: "Encode the OCSP response as base64 once. BankID returns it as base64 already."
  )

  package static let ocspUnreadable = ProblemCode(
    "signature.ocsp-unreadable",
    cause: "The OCSP response is not DER or is not a basic OCSP response.",
    remedy: "Send `ocspResponse` byte for byte as BankID returned it, encoded as base64 once."
  )

  package static let ocspNotSuccessful = ProblemCode(
    "signature.ocsp-not-successful",
    cause: "The OCSP responder returned an error instead of a status.",
    remedy: "Have the report signed again and keep only a response that contains a status."
  )

  package static let ocspOtherCertificate = ProblemCode(
    "signature.ocsp-other-certificate",
    cause: "The OCSP response is for another certificate or another issuer than the signer's.",
    remedy: "Send the OCSP response byte for byte as BankID returned it with this signature."
  )

  package static let ocspCertIDHash = ProblemCode(
    "signature.ocsp-certid-hash",
    cause: "The OCSP response identifies the certificate with a hash algorithm that is not accepted.",
    remedy:
      "Have the report signed again. If the hash is SHA-256, `signatures.ocsp.acceptSha256` accepts "
      + "it."
  )

  package static let ocspRevoked = ProblemCode(
    "signature.ocsp-revoked",
    cause: "The signer's certificate was revoked.",
    remedy: "Have the report signed again with a valid certificate."
  )

  package static let ocspUnknown = ProblemCode(
    "signature.ocsp-unknown",
    cause: "The OCSP responder does not know the signer's certificate.",
    remedy: "Have the report signed again with a certificate that the responder knows."
  )

  package static let ocspResponder = ProblemCode(
    "signature.ocsp-responder",
    cause: "The issuer of the signer's certificate has not authorised the OCSP responder.",
    remedy:
      "Send the OCSP response byte for byte as BankID returned it with this signature. Include the "
      + "issuer's certificate in a signature of an organisation."
  )

  package static let ocspResponderPurpose = ProblemCode(
    "signature.ocsp-responder-purpose",
    cause: "The responder's certificate is not for signing OCSP responses.",
    remedy: "Send the OCSP response byte for byte as BankID returned it with this signature."
  )

  package static let ocspResponderExpired = ProblemCode(
    "signature.ocsp-responder-expired",
    cause: "The responder's certificate was not valid at the time of the response.",
    remedy: "Have the report signed again."
  )

  package static let ocspAlgorithm = ProblemCode(
    "signature.ocsp-algorithm",
    cause: "The OCSP response is signed with an algorithm or a key that is not accepted.",
    remedy: "Have the report signed again. SHA-1 is accepted only with `signatures.acceptSha1`."
  )

  package static let ocspInvalid = ProblemCode(
    "signature.ocsp-invalid",
    cause:
      "The signature of the OCSP response is invalid: the response was changed, or another responder "
      + "signed it.",
    remedy: "Send the OCSP response byte for byte as BankID returned it with this signature."
  )

  package static let ocspTooManyCertificates = ProblemCode(
    "signature.ocsp-too-many-certificates",
    cause: "The OCSP response has more than four certificates.",
    remedy: "Send the OCSP response byte for byte as BankID returned it with this signature."
  )

  package static let ocspTooManyStatuses = ProblemCode(
    "signature.ocsp-too-many-statuses",
    cause: "The OCSP response has the status of more than eight certificates.",
    remedy: "Send the OCSP response byte for byte as BankID returned it with this signature."
  )

  package static let ocspStale = ProblemCode(
    "signature.ocsp-stale",
    cause: "The status in the OCSP response was out of date when the response was created.",
    remedy: "Have the report signed again."
  )

  package static let ocspFuture = ProblemCode(
    "signature.ocsp-future",
    cause: "The OCSP response was created in the future according to this machine's clock.",
    remedy: "Check this machine's clock. If the clock is correct, have the report signed again."
  )

  package static let ocspNonceMissing = ProblemCode(
    "signature.ocsp-nonce-missing",
    cause: "The OCSP response has no nonce, so it is not bound to this signature.",
    remedy:
      "Send the response that BankID returned with the signature. `signatures.ocsp.acceptMissingNonce` "
      + "accepts responses without a nonce."
  )

  package static let ocspNonce = ProblemCode(
    "signature.ocsp-nonce",
    cause: "The nonce of the OCSP response does not belong to this signature.",
    remedy: "Send the OCSP response byte for byte as BankID returned it with this signature."
  )

  package static let ocspUnreachable = ProblemCode(
    "signature.ocsp-unreachable",
    cause:
      "The OCSP responder for the organisation's signing certificate does not answer. Reports wait; "
      + "none is rejected.",
    remedy:
      "Check the connection from this machine to the responder, for example with `elt-adapter check`. "
      + "The adapter continues when the responder answers."
  )
}
