internal import TestPKI
internal import TimeReport
internal import XML
internal import PKI

/// Signatures over the right data that are malformed, invalid, or not made like BankID's.
extension BadEvent {
  static let signatures: [BadEvent] = [
    spoiled("signature of another person", .signatureWrongPerson) {
      signed,
      generator throws(ThrowawayPKIError) in
      signed.assistant = try generator.sign(
        Array(signed.document.toBeSigned.utf8),
        by: signed.signatoryNumber,
        on: signed.signedOn
      )
    },
    spoiled("signature whose content was changed", .signatureDigest) {
      signed,
      generator throws(ThrowawayPKIError) in
      let changed = flipped(after: "<usrVisibleData", in: signed.assistant.signature)
      signed.assistant = try generator.stapled(changed, by: signed.assistantNumber, signed)
    },
    spoiled("signature whose value was changed", .signatureInvalid) {
      signed,
      generator throws(ThrowawayPKIError) in
      let changed = flipped(after: "<SignatureValue", in: signed.assistant.signature)
      signed.assistant = try generator.stapled(changed, by: signed.assistantNumber, signed)
    },
    spoiled("provider signature whose value was changed", .signatureInvalid) {
      signed,
      generator throws(ThrowawayPKIError) in
      let changed = flipped(after: "<SignatureValue", in: signed.provider.signature)
      signed.provider = try generator.stapled(changed, by: signed.signatoryNumber, signed)
    },
    changed("signature with digests recomputed for changed content", .signatureInvalid) {
      signature throws(ThrowawayPKIError) in
      signature.replace("visible=\"wysiwys\">", with: "visible=\"wysiwys\">QUJD")
      try signature.recomputeDigests()
    },
    spoiled("signature that is not XML", .signatureNotXML) { signed, _ in
      signed.assistant.signature = Array("signed, Asta".utf8)
    },
    spoiled("signature in base64 twice", .signatureEncodedTwice) { signed, _ in
      signed.assistant.signature = Base64.encode(signed.assistant.signature)
    },
    changed("signature with a DTD", .signatureNotXML) { $0.text = "<!DOCTYPE Signature>" + $0.text },
    changed("signature in another layout", .signatureLayout) {
      $0.replace("<Signature ", with: "<Signature Id=\"x\" ")
    },
    changed("signature without its certificates", .signatureKeyInfo) {
      $0.replace($0.element("KeyInfo") ?? "", with: "")
    },
    resigned("identification instead of a signature", .signatureNotSigning) {
      $0.replace("<funcId>Signing<", with: "<funcId>Identification<")
    },
    resigned("signature with SHA-1", .signatureAlgorithm) {
      $0.replace(SignatureAlgorithm.rsaSHA256.rawValue, with: SignatureAlgorithm.rsaSHA1.rawValue)
    },
    resigned("signature over SHA-1 digests", .signatureAlgorithm) {
      $0.replace(DigestAlgorithm.sha256.rawValue, with: DigestAlgorithm.sha1.rawValue)
    },
    spoiled("signature dated in the future", .signatureDateInFuture, also: [.signatureDateOfSigning]) {
      signed,
      generator in
      signed.assistant.signedOn = generator.today.adding(days: 1)
    },
    spoiled("signature dated before the month", .signatureDateBeforeMonth, also: [.signatureDateOfSigning]) {
      signed,
      _ in
      signed.provider.signedOn = signed.report.reportingMonth.firstDay.adding(days: -1)
    },
  ]

  /// Changes a base64 digit in the element that begins with the given text.
  private static func flipped(after mark: String, in signature: [UInt8]) -> [UInt8] {
    guard let start = signature.firstRange(of: Array(mark.utf8))?.upperBound,
      let content = signature[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return signature }
    var changed = signature
    let place = min(content + 5, changed.count - 1)
    changed[place] = changed[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
    return changed
  }
}
