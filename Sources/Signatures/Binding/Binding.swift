internal import TimeReport
internal import XML

/// Which reports a signature is for: `<id>,<digest>` of each, joined by `;`, where the digest is the SHA-256
/// of the document's inclusive C14N in lower-case hex.
enum Binding {
  /// nil when the data binds the signature to exactly this document.
  static func problem(
    in data: [UInt8]?,
    reportId: String,
    digest: String
  ) -> (code: ProblemCode, message: String)? {
    guard let data, !data.isEmpty else {
      return (.signatureBindingMissing, "The signature names no report.")
    }
    // Strict also for the entries of other reports: a reader that is more forgiving could find ours among
    // them twice.
    let entries = data.split(separator: 0x3B, omittingEmptySubsequences: false).map(Entry.init)
    guard entries.allSatisfy({ $0 != nil }) else { return malformed(data, reportId: reportId) }
    let ours = entries.compactMap(\.self).filter { $0.reportId.elementsEqual(reportId.utf8) }
    guard let entry = ours.first else {
      return (.signatureBindingOtherReport, "The signature is for other reports, not for this one.")
    }
    guard ours.count == 1 else {
      return (.signatureBindingDuplicate, "The signature names this report \(ours.count) times.")
    }
    guard entry.digest.elementsEqual(digest.utf8) else {
      return (
        .signatureBindingOtherDocument,
        "The signature is for this report's id, but for another document than this one."
      )
    }
    return nil
  }

  /// Two mistakes that are easily made have a word of their own.
  private static func malformed(_ data: [UInt8], reportId: String) -> (code: ProblemCode, message: String) {
    if data.starts(with: Array("\(reportId),".utf8)), data.count <= 36 + 1 + 64, data.count >= 36 + 1 + 32 {
      return (
        .signatureBindingDigestForm,
        "The signature names the report, but not its digest in lower-case hexadecimal."
      )
    }
    if let list = Base64.decode(data),
      list.split(separator: 0x3B, omittingEmptySubsequences: false).allSatisfy({ Entry($0) != nil })
    {
      return (.signatureBindingEncodedTwice, "What the signature names was encoded in base64 twice.")
    }
    return (.signatureBindingMalformed, "What the signature names is not a list of report ids with digests.")
  }

  private struct Entry {
    let reportId: ArraySlice<UInt8>
    let digest: ArraySlice<UInt8>

    /// A lower-case UUID, a comma, 64 lower-case hexadecimal digits.
    init?(_ text: ArraySlice<UInt8>) {
      guard text.count == 36 + 1 + 64, text[text.startIndex + 36] == 0x2C else { return nil }
      reportId = text.prefix(36)
      digest = text.suffix(64)
      let hyphens = [8, 13, 18, 23]
      for (position, byte) in reportId.enumerated() {
        guard hyphens.contains(position) ? byte == 0x2D : byte.isLowerHexadecimal else { return nil }
      }
      guard digest.allSatisfy(\.isLowerHexadecimal) else { return nil }
    }
  }
}

extension UInt8 {
  fileprivate var isLowerHexadecimal: Bool { (0x30...0x39).contains(self) || (0x61...0x66).contains(self) }
}
