extension ProblemCode {
  static let signatureCodes = [
    signatureNotMade, signatureMissing, signatureNotXML, signatureEncodedTwice, signatureWrapped,
    signatureLayout, signatureSignedInfo, signatureKeyInfo, signatureObject, signatureNotSigning,
    signatureDuplicateId, signatureAlgorithm, signatureCertificate, signatureWeakKey, signatureKeyModulus,
    signatureKeyExponent, signatureCurveParameters, signatureDigest,
    signatureInvalid, signatureBindingMissing, signatureBindingMalformed, signatureBindingDigestCase,
    signatureBindingDigestForm, signatureBindingEncodedTwice, signatureBindingOtherReport,
    signatureBindingOtherDocument, signatureBindingDuplicate, signatureWrongPerson, signatureNotAuthorised,
    signatureUntrusted, signatureInvalidChain, signatureExpiredCertificate, signatureCertificateUsage,
    signatureCAAsSigner, signatureDateOfSigning,
  ]

  // Presence and layout of a signature (module Signatures).
  package static let signatureNotMade = ProblemCode(
    "signature.not-made",
    cause: "The adapter could not sign for the provider.",
    remedy:
      "Check the organisation's signing certificate with `elt-adapter check`, then submit the report "
      + "again."
  )

  package static let signatureMissing = ProblemCode(
    "signature.missing",
    cause: "A required signature is missing.",
    remedy:
      "Send the signature in the event. For the provider's signature, an organisation certificate can "
      + "be configured instead."
  )

  package static let signatureNotXML = ProblemCode(
    "signature.not-xml",
    cause: "The signature is not acceptable XML.",
    remedy: "Send the signature byte for byte as BankID returned it, encoded as base64 once."
  )

  package static let signatureEncodedTwice = ProblemCode(
    "signature.encoded-twice",
    cause: "The signature was encoded as base64 twice.",
    remedy: "Encode the signature as base64 once. BankID returns it as base64 already."
  )

  package static let signatureWrapped = ProblemCode(
    "signature.wrapped",
    cause:
      "The signature is enclosed in other XML, or encloses another signature. This is the pattern of a "
      + "signature wrapping attack.",
    remedy:
      "Send the signature byte for byte as BankID returned it. If it was sent so, investigate who "
      + "changed it."
  )

  package static let signatureLayout = ProblemCode(
    "signature.layout",
    cause: "The signature is XML, but does not have the layout of a BankID signature.",
    remedy: "Send the signature byte for byte as BankID returned it, without reformatting."
  )

  package static let signatureSignedInfo = ProblemCode(
    "signature.signed-info",
    cause: "The signature does not cover exactly the signed data and the certificates, each once.",
    remedy:
      "Send the signature byte for byte as BankID returned it. If it was sent so, investigate who "
      + "changed it."
  )

  package static let signatureKeyInfo = ProblemCode(
    "signature.key-info",
    cause: "The signature does not contain the signer's certificates in BankID's layout.",
    remedy:
      "Send the signature byte for byte as BankID returned it. If it was sent so, investigate who "
      + "changed it."
  )

  package static let signatureObject = ProblemCode(
    "signature.object",
    cause: "The signature does not contain exactly one object with the signed data.",
    remedy:
      "Send the signature byte for byte as BankID returned it. If it was sent so, investigate who "
      + "changed it."
  )

  package static let signatureNotSigning = ProblemCode(
    "signature.not-signing",
    cause: "The signature was created to identify a person, not to sign.",
    remedy: "Request a signature from BankID (`sign`), not an identification (`auth`)."
  )

  package static let signatureDuplicateId = ProblemCode(
    "signature.duplicate-id",
    cause: "Two elements of the signature have the same id, so the signed content is ambiguous.",
    remedy:
      "Send the signature byte for byte as BankID returned it. If it was sent so, investigate who "
      + "changed it."
  )

  // Algorithms, keys and values (module Signatures).
  package static let signatureAlgorithm = ProblemCode(
    "signature.algorithm",
    cause: "The signature uses an algorithm that is not accepted, for example SHA-1.",
    remedy:
      "Have the report signed again with RSA or ECDSA and SHA-256. SHA-1 is accepted only with "
      + "`signatures.acceptSha1`."
  )

  package static let signatureCertificate = ProblemCode(
    "signature.certificate",
    cause: "A certificate in the signature is unreadable, or the signer's key does not match the algorithm.",
    remedy:
      "Send the signature byte for byte as BankID returned it, with its own certificates. Accepted "
      + "keys are RSA, P-256 and P-384."
  )

  package static let signatureWeakKey = ProblemCode(
    "signature.weak-key",
    cause: "The signer's key is too short to be secure.",
    remedy: "Have the report signed again with a current certificate."
  )

  package static let signatureKeyModulus = ProblemCode(
    "signature.key-modulus",
    cause:
      "A certificate of the signature or of its OCSP response has an RSA key of more than 8192 bits. The "
      + "adapter does not use it, because that would take long.",
    remedy:
      "Send the signature byte for byte as BankID returned it, with its own certificates. If it was sent "
      + "so, contact the issuer of the certificate."
  )

  package static let signatureKeyExponent = ProblemCode(
    "signature.key-exponent",
    cause:
      "A certificate of the signature or of its OCSP response has an RSA key with an exponent of more than "
      + "32 bits. The adapter does not use it, because that would take long.",
    remedy:
      "Send the signature byte for byte as BankID returned it, with its own certificates. If it was sent "
      + "so, contact the issuer of the certificate."
  )

  package static let signatureCurveParameters = ProblemCode(
    "signature.curve-parameters",
    cause:
      "A certificate of the signature or of its OCSP response has a key on an elliptic curve that it "
      + "describes instead of naming (RFC 5480).",
    remedy:
      "Send the signature byte for byte as BankID returned it, with its own certificates. If it was sent "
      + "so, contact the issuer of the certificate."
  )

  package static let signatureDigest = ProblemCode(
    "signature.digest",
    cause: "The signed content was changed after signing.",
    remedy: "Send the signature byte for byte as BankID returned it."
  )

  package static let signatureInvalid = ProblemCode(
    "signature.invalid",
    cause: "The signature value does not match the certificate in the signature.",
    remedy: "Send the signature byte for byte as BankID returned it."
  )

  // Binding of the signature to the report (module Signatures).
  package static let signatureBindingMissing = ProblemCode(
    "signature.binding-missing",
    cause: "The signed data names no report.",
    remedy: "Pass `toBeSigned` of the `prepared` outcome to BankID as the non-visible data."
  )

  package static let signatureBindingMalformed = ProblemCode(
    "signature.binding-malformed",
    cause: "The signed data is not a list of `<id>,<digest>` joined with `;`.",
    remedy: "Pass `toBeSigned` of the `prepared` outcome to BankID unchanged, as the non-visible data."
  )

  package static let signatureBindingDigestCase = ProblemCode(
    "signature.binding-digest-case",
    cause: "The signed data contains the digest of this report in upper case.",
    remedy:
      "Pass `toBeSigned` of the `prepared` outcome to BankID unchanged, with the digest in lower-case "
      + "hexadecimal."
  )

  package static let signatureBindingDigestForm = ProblemCode(
    "signature.binding-digest-form",
    cause:
      "The signed data names this report, but its digest is not hexadecimal (for example base64 or raw "
      + "bytes).",
    remedy:
      "Pass `toBeSigned` of the `prepared` outcome to BankID unchanged, with the digest in lower-case "
      + "hexadecimal."
  )

  package static let signatureBindingEncodedTwice = ProblemCode(
    "signature.binding-encoded-twice",
    cause: "The signed data was encoded as base64 twice.",
    remedy: "Pass the text `<id>,<digest>` to BankID's interface encoded as base64 once."
  )

  package static let signatureBindingOtherReport = ProblemCode(
    "signature.binding-other-report",
    cause: "The signature covers other reports, not this one.",
    remedy: "Send the signature that belongs to the report."
  )

  package static let signatureBindingOtherDocument = ProblemCode(
    "signature.binding-other-document",
    cause: "The signature covers another document with the same report id.",
    remedy: "Send the report or document exactly as it was signed, or have it signed again."
  )

  package static let signatureBindingDuplicate = ProblemCode(
    "signature.binding-duplicate",
    cause: "The signed data names this report more than once.",
    remedy: "Include each report once in a signature."
  )

  // The signer and the certificate chain (module Signatures).
  package static let signatureWrongPerson = ProblemCode(
    "signature.wrong-person",
    cause: "The assistant's signature was created by another person than the assistant in the report.",
    remedy: "Have the assistant sign, or correct the assistant's number in the report."
  )

  package static let signatureNotAuthorised = ProblemCode(
    "signature.not-authorised",
    cause:
      "The signer is neither the provider itself nor on the provider's list in "
      + "`signatures.authorisedSignersFile`.",
    remedy:
      "Have an authorised person sign, or add the signer's personal or organisation number to the "
      + "provider's list."
  )

  package static let signatureUntrusted = ProblemCode(
    "signature.untrusted",
    cause:
      "The signer's certificate does not chain to a root in `signatures.personRootsFile` or, for a "
      + "signature of an organisation, in `signatures.organisationRootsFile`.",
    remedy:
      "Have the report signed with a BankID of this environment (test or production), or add the "
      + "missing root to the file."
  )

  package static let signatureInvalidChain = ProblemCode(
    "signature.invalid-chain",
    cause:
      "The certificate chain in the signature is invalid: the order is wrong, an issuer is not allowed "
      + "to issue, the chain is too long, or a key or signature is too weak.",
    remedy:
      "Send the signature byte for byte as it was created. If it was sent so, contact the issuer of "
      + "the certificates. No setting accepts such a chain."
  )

  package static let signatureExpiredCertificate = ProblemCode(
    "signature.expired-certificate",
    cause:
      "The signer's certificate or one of its issuers was not valid at the time of signing, which is "
      + "the time of the OCSP response.",
    remedy: "Have the report signed again with a current certificate."
  )

  package static let signatureCertificateUsage = ProblemCode(
    "signature.certificate-usage",
    cause: "The signer's certificate is not for signing, but for example for authentication or TLS.",
    remedy: "Have the report signed with a signature, not with an identification."
  )

  package static let signatureCAAsSigner = ProblemCode(
    "signature.ca-as-signer",
    cause: "The signer's certificate belongs to a certificate authority.",
    remedy: "Have the report signed by the person or the organisation itself."
  )

  package static let signatureDateOfSigning = ProblemCode(
    "signature.date-of-signing",
    cause:
      "`signedOn` is not the Swedish date of `producedAt` in the OCSP response, which is the time of "
      + "signing.",
    remedy: "Set `signedOn` to the Swedish date of `producedAt` in the OCSP response."
  )
}
