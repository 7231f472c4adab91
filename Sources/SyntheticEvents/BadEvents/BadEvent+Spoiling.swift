internal import TestPKI
internal import TimeReport

/// Ways to make the signatures of a report invalid.
extension BadEvent {
  static func spoiled(
    _ label: String,
    _ code: ProblemCode,
    also: Set<ProblemCode> = [],
    _ spoil: @escaping @Sendable (inout SignedReport, inout EventGenerator) throws(ThrowawayPKIError) -> Void
  ) -> BadEvent {
    .init(label, .rejected(.signatures, code), also: also, .signatures(spoil))
  }

  /// The assistant's signature, changed and not signed again, with an OCSP response for the changed signature.
  static func changed(
    _ label: String,
    _ code: ProblemCode,
    _ change: @escaping @Sendable (inout EditedSignature) throws(ThrowawayPKIError) -> Void
  ) -> BadEvent {
    spoiled(label, code) { signed, generator throws(ThrowawayPKIError) in
      var signature = EditedSignature(signed.assistant.signature)
      try change(&signature)
      signed.assistant = try generator.stapled(signature.bytes, by: signed.assistantNumber, signed)
    }
  }

  /// The assistant's signature, changed and signed again by the assistant, so that its value is valid.
  static func resigned(
    _ label: String,
    _ code: ProblemCode,
    _ change: @escaping @Sendable (inout EditedSignature) -> Void
  ) -> BadEvent {
    spoiled(label, code) { signed, generator throws(ThrowawayPKIError) in
      var signature = EditedSignature(signed.assistant.signature)
      change(&signature)
      try signature.recomputeDigests()
      try signature.sign(with: generator.pki.person(personalIdentityNumber: signed.assistantNumber).key)
      signed.assistant = try generator.stapled(signature.bytes, by: signed.assistantNumber, signed)
    }
  }
}

extension EventGenerator {
  /// Adds a valid OCSP response for these bytes.
  mutating func stapled(_ signature: [UInt8], by number: String, _ signed: SignedReport)
    throws(ThrowawayPKIError) -> ReportSignature
  {
    try pki.signer(pki.person(personalIdentityNumber: number), form: ocspForm)
      .stapled(signature, on: signed.signedOn, using: &reports.random)
  }
}
