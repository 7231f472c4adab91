/// The shifts of a report turned into rows, or what is wrong with them.
struct ShiftPlan {
  /// Far more than a month of real work has, and a bound on the time a hostile report takes.
  static let maximumShifts = 2000

  /// By the shifts' place in the report.
  private(set) var findings: [ShiftFindings] = []
  /// A finding about the shifts as a whole.
  private(set) var overall: Finding?
  private(set) var notices: [ShiftFindings] = []
  private var inMonth: [ShiftOnClock] = []
  private let window: Range<ClockTime>?

  /// - Parameter month: nil where it could not be read; the shifts are then only held to each other.
  init(_ shifts: [(index: Int, shift: Shift)], month: CalendarMonth?) {
    window = month.map { ClockTime(startOf: $0.firstDay)..<ClockTime(startOf: $0.lastDay.adding(days: 1)) }
    guard shifts.count <= Self.maximumShifts else {
      overall = Finding(.shiftTooMany, "A report has at most \(Self.maximumShifts) shifts.")
      return
    }
    for (index, shift) in shifts {
      switch ShiftOnClock.read(shift, index: index) {
      case .success(let onClock): place(onClock)
      case .failure(let wrong): findings.append(wrong)
      }
    }
    inMonth.sort { ($0.start, $0.index) < ($1.start, $1.index) }
    findOverlaps()
    findings.sort { $0.index < $1.index }
  }

  func problems(under pointer: String) -> [Problem] {
    (overall.map { [$0.at(.pointer(pointer))] } ?? []) + findings.flatMap { $0.problems(under: pointer) }
  }

  /// Of the month's days only, in the order of time.
  var rows: [ReportRow] {
    var rows: [ReportRow] = []
    rows.reserveCapacity(inMonth.count + 8)
    for shift in inMonth {
      var start = max(shift.start, window?.lowerBound ?? shift.start)
      let end = min(shift.end, window?.upperBound ?? shift.end)
      while start < end {
        let midnight = ClockTime(minutes: (start.day + 1) * ClockTime.minutesPerDay)
        let rowEnd = min(end, midnight)
        rows.append(
          ReportRow(
            day: CalendarDate(daysSinceEpoch: start.day).day,
            from: start.minuteOfDay,
            to: start.minuteOfDay + (rowEnd.minutes - start.minutes),
            kind: shift.kind
          )
        )
        start = rowEnd
      }
    }
    return rows
  }

  private mutating func place(_ shift: ShiftOnClock) {
    if let window {
      guard shift.start < window.upperBound, shift.end > window.lowerBound else {
        let outside = Finding(.shiftOutsideMonth, "The shift has no time in the reported month.")
        findings.append(ShiftFindings(index: shift.index, outside))
        return
      }
      if shift.start < window.lowerBound || shift.end > window.upperBound {
        let clipped = "Only the part of the shift that lies in the reported month is in the document."
        notices.append(ShiftFindings(index: shift.index, Finding(.noticeShiftClipped, clipped)))
      }
    }
    if shift.touchesRepeatedHour {
      let ambiguous =
        "The shift starts or ends in the hour that comes twice when summer time ends; the document cannot say which."
      notices.append(ShiftFindings(index: shift.index, Finding(.noticeRepeatedHour, ambiguous)))
    }
    inMonth.append(shift)
  }

  private mutating func findOverlaps() {
    var latest: ShiftOnClock?
    for shift in inMonth {
      if let latest, shift.start < latest.end {
        findings.append(ShiftFindings(index: shift.index, Self.overlap(shift, latest)))
      }
      if shift.end > latest?.end ?? shift.start { latest = shift }
    }
  }

  private static func overlap(_ shift: ShiftOnClock, _ earlier: ShiftOnClock) -> Finding {
    if let left = shift.instants, let right = earlier.instants, !left.overlaps(right) {
      return Finding(
        .shiftRepeatedHour,
        "By the clock the shift has time in common with the one at index \(earlier.index), as the hour from 02:00 "
          + "comes twice that night, when summer time ends; a report in clock times cannot say which is meant."
      )
    }
    return Finding(.shiftOverlap, "The shift has time in common with the one at index \(earlier.index).")
  }
}
