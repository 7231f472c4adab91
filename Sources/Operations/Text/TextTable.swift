/// Formats rows as lines with aligned columns.
enum TextTable {
  static func lines(_ rows: [[String]], indent: String = "  ") -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return indent + cells.joined(separator: "  ")
    }
  }

  /// A span of time for people: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`.
  static func span(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e15).rounded(.up))
    switch whole {
    case ..<90: return "\(whole) s"
    case ..<5400: return "\((whole + 59) / 60) min"
    case ..<172_800: return "\(whole / 3600) h \(whole % 3600 / 60) min"
    default: return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
    }
  }
}
