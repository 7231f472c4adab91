internal import TestPKI
internal import TimeReport
internal import XML
internal import PKI

/// Correct signatures of the assistant with a wrong or malformed binding.
extension BadEvent {
  static let bindings: [BadEvent] =
    [
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
      bound("binding in base64 twice", .signatureBindingEncodedTwice) {
        Base64.encodeToString(Array($0.toBeSigned.utf8))
      },
      boundByBytes("signature without a binding", .signatureBindingMissing) { _ in nil },
    ]
    + digest("upper case", .signatureBindingDigestCase) { Array($0.uppercased().utf8) }
    + digest("raw bytes", .signatureBindingDigestForm, bytes)
    + digest("base64", .signatureBindingDigestForm) { Base64.encode(bytes($0)) }

  /// The digest in another form, alone and in a list with another report.
  private static func digest(
    _ form: String,
    _ code: ProblemCode,
    _ written: @escaping @Sendable (String) -> [UInt8]
  ) -> [BadEvent] {
    [("binding", ""), ("list of bindings", otherEntry + ";")].map { what, before in
      boundByBytes("\(what) with a digest in \(form)", code) { report in
        Array("\(before)\(report.reportId),".utf8) + written(report.digest.text)
      }
    }
  }

  private static func bound(
    _ label: String,
    _ code: ProblemCode,
    _ binding: @escaping @Sendable (Tidredovisning) -> String
  ) -> BadEvent {
    boundByBytes(label, code) { Array(binding($0).utf8) }
  }

  private static func boundByBytes(
    _ label: String,
    _ code: ProblemCode,
    _ binding: @escaping @Sendable (Tidredovisning) -> [UInt8]?
  ) -> BadEvent {
    spoiled(label, code) { signed, generator throws(ThrowawayPKIError) in
      signed.assistant = try generator.sign(
        binding(signed.document),
        by: signed.assistantNumber,
        on: signed.signedOn
      )
    }
  }

  /// A valid binding for another report.
  static let otherEntry = "11111111-1111-4111-8111-111111111111,\(String(repeating: "0a", count: 32))"

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
  }
}
