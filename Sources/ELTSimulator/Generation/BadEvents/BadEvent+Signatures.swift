internal import TimeReport

/// Reports in order whose signatures do not count.
extension BadEvent {
  static let signatures: [BadEvent] = [
    bound("signature for another document", .signatureBindingOtherDocument) { report in
      "\(report.reportId),\(String(repeating: "0", count: 64))"
    },
    bound("signature for another report", .signatureBindingOtherReport) { report in
      "00000000-0000-4000-8000-000000000000,\(report.digest)"
    },
    bound("two binding entries for one id", .signatureBindingDuplicate) {
      "\($0.toBeSigned);\($0.toBeSigned)"
    },
    bound("binding in another form", .signatureBindingMalformed) { "\($0.reportId) \($0.digest)" },
    bound("signature that names no report", .signatureBindingMissing) { _ in nil },
    spoiled("signature of somebody else", .signatureWrongPerson) {
      signed,
      generator throws(ThrowawayPKIError) in
      signed.assistant = try generator.sign(
        Array(signed.document.toBeSigned.utf8),
        by: signed.signatoryNumber,
        on: signed.signedOn
      )
    },
    spoiled("signature whose content was changed", .signatureDigest) { signed, _ in
      signed.assistant.signature = changed(after: "<usrVisibleData", in: signed.assistant.signature)
    },
    spoiled("signature whose value was changed", .signatureInvalid) { signed, _ in
      signed.assistant.signature = changed(after: "<SignatureValue", in: signed.assistant.signature)
    },
    spoiled("provider signature whose value was changed", .signatureInvalid) { signed, _ in
      signed.provider.signature = changed(after: "<SignatureValue", in: signed.provider.signature)
    },
    spoiled("signature that is not XML", .signatureNotXML) { signed, _ in
      signed.assistant.signature = Array("signed, Asta".utf8)
    },
    spoiled("signature with a DTD", .signatureNotXML) { signed, _ in
      signed.assistant.signature = Array("<!DOCTYPE Signature>".utf8) + signed.assistant.signature
    },
    spoiled("signature in another layout", .signatureLayout) { signed, _ in
      signed.assistant.signature = signed.assistant.signature.replacing(
        Array("<Signature ".utf8),
        with: Array("<Signature Id=\"x\" ".utf8),
        maxReplacements: 1
      )
    },
    spoiled("signature dated in the future", .signatureDateInFuture) { signed, generator in
      signed.assistant.signedOn = generator.today.adding(days: 1)
    },
    spoiled("signature dated before the month", .signatureDateBeforeMonth) { signed, _ in
      signed.provider.signedOn = signed.report.reportingMonth.firstDay.adding(days: -1)
    },
  ]

  private static func spoiled(
    _ label: String,
    _ code: ProblemCode,
    _ spoil: @escaping @Sendable (inout SignedReport, inout EventGenerator) throws(ThrowawayPKIError) -> Void
  ) -> BadEvent {
    .init(label, .rejected(.signatures, code), .signatures(spoil))
  }

  /// The assistant signs something else than what the report is bound by.
  private static func bound(
    _ label: String,
    _ code: ProblemCode,
    _ binding: @escaping @Sendable (Tidredovisning) -> String?
  ) -> BadEvent {
    spoiled(label, code) { signed, generator throws(ThrowawayPKIError) in
      signed.assistant = try generator.sign(
        binding(signed.document).map { Array($0.utf8) },
        by: signed.assistantNumber,
        on: signed.signedOn
      )
    }
  }

  /// Changes a base64 digit some way into the element that begins with the given text.
  private static func changed(after mark: String, in signature: [UInt8]) -> [UInt8] {
    guard let start = signature.firstRange(of: Array(mark.utf8))?.upperBound,
      let content = signature[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return signature }
    var changed = signature
    let place = min(content + 5, changed.count - 1)
    changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    return changed
  }
}
