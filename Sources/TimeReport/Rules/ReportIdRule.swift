/// Report ids: UUIDs in lower case, as the agency's schema has them.
enum ReportIdRule {
  static func holds(_ id: String) -> Bool {
    var position = 0
    for byte in id.utf8 {
      switch position {
      case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
      default: if !isLowerHex(byte) { return false }
      }
      position += 1
    }
    return position == 36
  }

  static func finding(in id: String) -> Finding? {
    holds(id) ? nil : Finding(.reportId, "The report id must be a UUID in lower case.")
  }
}
