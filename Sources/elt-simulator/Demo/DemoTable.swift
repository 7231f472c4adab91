internal import SyntheticEvents
internal import TimeReport

/// Formats the results of the demo.
enum DemoTable {
  static func bar(_ done: Int, of total: Int) -> String {
    let width = 40
    let filled = total == 0 ? width : done * width / total
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      + "] \(done) of \(total)"
  }

  /// A header and one line per report; unexpected results are marked.
  static func lines(_ results: [DemoResult], usesColour: Bool) -> [String] {
    let rows = results.map { result -> [String] in
      let end = result.ends.first
      return [
        result.isAsExpected ? " " : "!",
        String((result.demoCase.event.reportId?.text ?? "–").prefix(8)),
        result.demoCase.label,
        result.ends.isEmpty ? "NO OUTCOME" : result.ends.map(\.name).joined(separator: " + "),
        end?.detail ?? "",
        end.map { "\(Int(($0.after / .milliseconds(1)).rounded())) ms" } ?? "",
      ]
    }
    let header = ["", "report", "description", "outcome", "receipt or code", "time"]
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    return ([header] + rows).enumerated().map { index, row in
      let text = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ")
      let isWrong = index > 0 && !results[index - 1].isAsExpected
      return usesColour && isWrong ? "\u{1B}[31m\(text)\u{1B}[0m" : text
    }
  }
}
