/// One row of the document: a part of one day, in Swedish clock time.
struct ReportRow: Equatable {
  /// 1 to 31.
  let day: Int
  /// Minutes of the day, 0 to 1439.
  let from: Int
  /// Minutes of the day, 1 to 1440; 1440 is the end of the day.
  let to: Int
  let kind: Shift.Kind
}

/// Writes the rows, the largest part of the document, directly as bytes: they never need escaping.
struct RowWriter {
  private(set) var bytes: [UInt8] = []
  private let endOfDay: EndOfDay

  init(_ rows: [ReportRow], endOfDay: EndOfDay) {
    self.endOfDay = endOfDay
    bytes.reserveCapacity(rows.count * 128)
    for row in rows { write(row) }
  }

  private mutating func write(_ row: ReportRow) {
    text("<rapportRad><dag>")
    twoDigits(row.day)
    text("</dag><fromTid>")
    clock(row.from)
    text("</fromTid><tomTid>")
    if row.to == ClockTime.minutesPerDay {
      bytes.append(contentsOf: endOfDay.rawValue.utf8)
    } else {
      clock(row.to)
    }
    text("</tomTid>")
    switch row.kind {
    case .active: text("<aktivTid>true</aktivTid>")
    case .waiting: text("<vanteTid>true</vanteTid>")
    case .standby: text("<beredskapsTid>true</beredskapsTid>")
    }
    text("</rapportRad>")
  }

  private mutating func clock(_ minuteOfDay: Int) {
    twoDigits(minuteOfDay / 60)
    bytes.append(UInt8(ascii: "."))
    twoDigits(minuteOfDay % 60)
  }

  /// - Parameter number: 0 to 99.
  private mutating func twoDigits(_ number: Int) {
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }

  private mutating func text(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}
