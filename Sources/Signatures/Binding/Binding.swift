internal import TimeReport
internal import PKI

/// The reports that a signature names: `<id>,<digest>` of each, joined by `;`. The digest is the SHA-256 of the
/// document's inclusive C14N in lower-case hex.
enum Binding {
  static func check(_ data: [UInt8]?, reportId: ReportId, digest: Digest) -> CheckedStep {
    func wrong(_ code: ProblemCode, _ message: String, found: String? = nil) -> CheckedStep {
      .failed(.binding, code, message, expected: "\(reportId),\(digest)", found: found)
    }
    guard let data, !data.isEmpty else {
      return wrong(.signatureBindingMissing, "The signature names no report.")
    }
    // Strict also for the entries of other reports: a more lenient reader could find this report twice.
    let entries = data.split(separator: 0x3B, omittingEmptySubsequences: false).map(Entry.init)
    guard entries.allSatisfy({ $0 != nil }) else {
      let (code, message) = malformed(data, reportId: reportId)
      return wrong(code, message, found: "\(data.count) bytes")
    }
    let ours = entries.compactMap(\.self).filter { $0.reportId == reportId }
    let count = "\(entries.count) \(entries.count == 1 ? "entry" : "entries")"
    guard let entry = ours.first else {
      return wrong(
        .signatureBindingOtherReport,
        "The signature names other reports, not this one.",
        found: "\(count), none with this id"
      )
    }
    guard ours.count == 1 else {
      return wrong(
        .signatureBindingDuplicate,
        "The signature names this report \(ours.count) times.",
        found: count
      )
    }
    guard entry.digest == digest else {
      return wrong(
        .signatureBindingOtherDocument,
        "The signature names this report's id with the digest of another document.",
        found: "\(reportId),\(entry.digest)"
      )
    }
    return .passed(.binding, "this report and digest, in \(count)")
  }

  /// Common mistakes have their own codes.
  private static func malformed(_ data: [UInt8], reportId: ReportId) -> (code: ProblemCode, message: String) {
    if let digest = digest(after: reportId, in: data), digest.count >= 32 {
      let firsts = digest.prefix(64)
      if firsts.count == 64, firsts.allSatisfy({ isHexDigit($0, upperCase: true) }) {
        if Digest(utf8: firsts) == nil {
          return (.signatureBindingDigestCase, "The signature has the report's digest in upper-case letters.")
        }
      } else {
        return (
          .signatureBindingDigestForm, "The signature names the report, but its digest is not hexadecimal."
        )
      }
    }
    if let list = Base64.decode(data),
      list.split(separator: 0x3B, omittingEmptySubsequences: false).allSatisfy({ Entry($0) != nil })
    {
      return (.signatureBindingEncodedTwice, "What the signature names was encoded in base64 twice.")
    }
    return (.signatureBindingMalformed, "What the signature names is not a list of report ids with digests.")
  }

  /// The bytes after the report's id and a comma, if these begin an entry. Raw bytes may hold any separator.
  private static func digest(after reportId: ReportId, in data: [UInt8]) -> ArraySlice<UInt8>? {
    let id = Array("\(reportId),".utf8)
    if data.starts(with: id) { return data.dropFirst(id.count) }
    return data.firstRange(of: [0x3B] + id).map { data[$0.upperBound...] }
  }

  private struct Entry {
    let reportId: ReportId
    let digest: Digest

    /// A report id, a comma, a digest.
    init?(_ text: ArraySlice<UInt8>) {
      guard text.count == 36 + 1 + 64, text[text.startIndex + 36] == 0x2C,
        let reportId = ReportId(utf8: text.prefix(36)), let digest = Digest(utf8: text.suffix(64))
      else { return nil }
      (self.reportId, self.digest) = (reportId, digest)
    }
  }
}
