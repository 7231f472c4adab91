internal import TimeReport

/// Words written by the agency's service. They may quote the report and so hold personal data: they belong in the
/// outcome, and never in a log.
package struct AgencyText: Sendable, Hashable, Redacted {
  /// At most `maximumLength` characters, one line, without control characters.
  package let text: String

  /// Characters kept of a text.
  package static let maximumLength = 500

  /// Cleans what the service wrote: runs of white space and control characters become one space.
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
      // Far above the limit in characters, so that a hostile pile of combining marks is not walked to its end.
      if kept.count >= Self.maximumLength * 4 { break }
    }
    let line = String(kept)
    text = line.count > Self.maximumLength ? line.prefix(Self.maximumLength - 1) + "…" : line
  }

  /// White space, control and format characters; the last could turn a line around on a screen.
  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .unassigned:
      true
    default: false
    }
  }
}
