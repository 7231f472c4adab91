internal import TestPKI
internal import TimeReport
internal import XML

/// Known signature wrapping attacks. All values are valid with the assistant's key, so that only the layout check detects
/// them.
extension BadEvent {
  static let wrapping: [BadEvent] = [
    changed("signature inside another element", .signatureWrapped) {
      $0.text = "<Envelope>\($0.text)</Envelope>"
    },
    spoiled("signed content replaced by forged content", .signatureWrapped) {
      signed,
      generator throws(ThrowawayPKIError) in
      let forged = EditedSignature(signed.assistant.signature).element("bankIdSignedData") ?? ""
      let other = try generator.sign(
        Array(otherEntry.utf8),
        by: signed.assistantNumber,
        on: signed.signedOn
      )
      var signature = EditedSignature(other.signature)
      let original = signature.element("bankIdSignedData") ?? ""
      let moved = nested("<Object>\(original)</Object>")
      signature.replace(
        original,
        with: forged.replacing("\"bidSignedData\"", with: "\"forged\"").replacing(
          "<srvInfo>",
          with: "<srvInfo>\(moved)"
        )
      )
      signed.assistant = try generator.stapled(signature.bytes, by: signed.assistantNumber, signed)
    },
    resigned("signature that contains another signature", .signatureWrapped) { signature in
      let inner = (signature.element("SignedInfo") ?? "") + (signature.element("SignatureValue") ?? "")
      signature.replace("<srvInfo>", with: "<srvInfo>\(nested(inner))")
    },
    resigned("two elements with the id of the signed data", .signatureDuplicateId) {
      $0.replace("<nonce>", with: "<nonce Id=\"bidSignedData\">")
    },
    resigned("two elements with one id in different cases", .signatureDuplicateId) {
      $0.replace("<nonce>", with: "<nonce iD=\"bidSignedData\">")
    },
    changed("signature with a foreign Object", .signatureObject) {
      $0.replace("</Object></Signature>", with: "</Object><Object>foreign</Object></Signature>")
    },
    resigned("signature with a third reference", .signatureSignedInfo) { signature in
      guard let start = signature.text.firstRange(of: "<Reference URI=")?.lowerBound,
        let end = signature.text.firstRange(of: "</SignedInfo>")?.lowerBound
      else { return }
      let second = signature.text[start..<end]
      signature.text.insert(contentsOf: second, at: end)
    },
  ]

  private static func nested(_ content: String) -> String {
    "<Signature xmlns=\"\(XMLSignature.namespace)\">\(content)</Signature>"
  }
}
