internal import TimeReport

/// Text from the agency's service. It may quote the report and hold personal data, so it belongs in the outcome and never in
/// a log.
package struct AgencyText: Sendable, Hashable, Redacted {
  /// At most `maximumLength` characters, one line, without control characters.
  package let text: String

  /// Characters kept of a text.
  package static let maximumLength = 500

  /// Replaces each run of white space and control characters by one space.
  package init(_ raw: String) {
    var kept = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in raw.unicodeScalars {
      if Self.isBlank(scalar) {
        pendingSpace = !kept.isEmpty
        continue
      }
      if pendingSpace { kept.append(" ") }
      pendingSpace = false
      kept.append(scalar)
      // Far above the limit in characters, so that a hostile sequence of combining marks is not read to its end.
      if kept.count >= Self.maximumLength * 4 { break }
    }
    let line = String(kept)
    text = line.count > Self.maximumLength ? line.prefix(Self.maximumLength - 1) + "…" : line
  }

  /// White space, control and format characters; the latter could reverse a line on a screen.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .unassigned:
      true
    default: false
    }
  }
}
