/// The page `docs/outcome-codes.md`, made from the codes themselves.
package enum ProblemReference {
  package static var markdown: String {
    var lines = [
      "# Codes", "",
      "<!-- Made by `make docs` from ProblemCode, ProblemCause and ProblemRemedy in Sources/TimeReport/Outcomes. -->",
      "",
      "Every code that an outcome, a dead letter or a command can carry. A code never changes its meaning. Codes that",
      "begin with `notice.` refuse nothing. A problem's `message` names the particulars, its `pointer` or `line` the place.",
    ]
    var group: Substring = ""
    for code in ProblemCode.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      let own = code.rawValue.prefix { $0 != "." }
      if own != group {
        group = own
        lines += ["", "## \(group)", "", "| code | cause | remedy |", "|---|---|---|"]
      }
      lines.append("| `\(code.rawValue)` | \(cell(code.cause)) | \(cell(code.remedy)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    var escaped = ""
    for character in text { escaped += character == "|" ? "\\|" : String(character) }
    return escaped
  }
}
