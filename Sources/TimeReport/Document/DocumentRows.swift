internal import XML

/// Checks the rows of a document: days and times exist, each row ends after its start, and rows do not overlap.
struct DocumentRows {
  /// The rows of a report with the maximum number of shifts: each midnight in the month can add one row.
  static let maximumRows = TimeReport.maximumShifts + 31

  private(set) var problems: [Problem] = []

  private struct Row {
    let line: Int
    let start: Int
    let end: Int
  }

  /// - Parameter month: If nil (unreadable), every day from 1 to 31 is accepted.
  init(_ root: XMLElement, month: CalendarMonth?) {
    guard let report = root.first("tidrapport", in: DocumentSchema.namespace) else { return }
    let elements = report.children
    guard elements.count <= Self.maximumRows else {
      let tooMany = Finding(.documentTooManyRows, "A document may have at most \(Self.maximumRows) rows.")
      problems = [tooMany.at(.line(report.line))]
      return
    }
    let rows = elements.compactMap { read($0, month) }
    findOverlaps(rows.sorted { ($0.start, $0.line) < ($1.start, $1.line) })
  }

  private mutating func read(_ row: XMLElement, _ month: CalendarMonth?) -> Row? {
    var day: Int?
    var from: Int?
    var to: Int?
    for element in row.children {
      switch element.localName {
      case "dag": day = readDay(element, month)
      case "fromTid": from = readTime(element, isEnd: false)
      case "tomTid": to = readTime(element, isEnd: true)
      default: continue
      }
    }
    guard let day, let from, let to else { return nil }
    guard exists(from, to, of: day, month) else {
      note(.documentRowInSkippedHour, "The row starts or ends in the hour that clocks skip on this day.", row)
      return nil
    }
    guard from < to else {
      note(.documentRowOrder, "The row ends at or before its start.", row)
      return nil
    }
    let midnight = day * ClockTime.minutesPerDay
    return Row(line: row.line, start: midnight + from, end: midnight + to)
  }

  private mutating func readDay(_ element: XMLElement, _ month: CalendarMonth?) -> Int? {
    if let day = Int(element.token), (1...(month?.length ?? 31)).contains(day) { return day }
    note(.documentRowDay, "The reporting month does not have this day.", element)
    return nil
  }

  /// Applies the rule for shifts: a row may end when the skipped hour begins and start when it ends.
  private func exists(_ from: Int, _ to: Int, of day: Int, _ month: CalendarMonth?) -> Bool {
    guard let month, let date = CalendarDate(year: month.year, month: month.month, day: day) else {
      return true
    }
    return SwedishTime.exists(date, minuteOfDay: from) && SwedishTime.exists(date, endingAt: to)
  }

  /// Returns the minute of the day. The end of the day may be 24.00 or 00.00.
  private mutating func readTime(_ element: XMLElement, isEnd: Bool) -> Int? {
    let text = Array(element.token.utf8)
    var scanner = DigitScanner(text[...])
    if let hour = scanner.digits(2), scanner.skip("."), let minute = scanner.digits(2), scanner.isAtEnd {
      let minutes = hour * 60 + minute
      if isEnd, minutes == 0 || (hour == 24 && minute == 0) { return ClockTime.minutesPerDay }
      if hour < 24, minute < 60 { return minutes }
    }
    note(.documentRowTime, "The time does not exist.", element)
    return nil
  }

  private mutating func findOverlaps(_ rows: [Row]) {
    var latestEnd = 0
    for row in rows {
      if row.start < latestEnd {
        problems.append(
          Problem(.documentRowOverlap, "The row overlaps another row.", at: .line(row.line))
        )
      }
      latestEnd = max(latestEnd, row.end)
    }
  }

  private mutating func note(_ code: ProblemCode, _ message: String, _ element: XMLElement) {
    problems.append(Problem(code, message, at: .line(element.line)))
  }
}
