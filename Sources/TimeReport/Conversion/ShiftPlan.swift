/// The rows for the shifts of a report, or the findings.
struct ShiftPlan {
  /// Sorted by the index of the shift.
  private(set) var findings: [ShiftFindings] = []
  /// A finding about all shifts.
  private(set) var overall: Finding?
  private(set) var notices: [ShiftFindings] = []
  private var inMonth: [ShiftOnClock] = []
  private let window: Range<ClockTime>?

  /// - Parameter month: If nil (unreadable), shifts are compared with each other only.
  init(_ shifts: [(index: Int, shift: Shift)], month: CalendarMonth?) {
    window = month.map { ClockTime(startOf: $0.firstDay)..<ClockTime(startOf: $0.lastDay.adding(days: 1)) }
    guard shifts.count <= TimeReport.maximumShifts else {
      overall = Finding(.shiftTooMany, "A report may have at most \(TimeReport.maximumShifts) shifts.")
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

  /// The rows of the month's days, in order of time.
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
        let outside = Finding(.shiftOutsideMonth, "The shift has no time in the reporting month.")
        findings.append(ShiftFindings(index: shift.index, outside))
        return
      }
      if shift.start < window.lowerBound || shift.end > window.upperBound {
        let clipped = "The document contains only the part of the shift that is in the reporting month."
        notices.append(ShiftFindings(index: shift.index, Finding(.noticeShiftClipped, clipped)))
      }
    }
    if shift.touchesRepeatedHour {
      let ambiguous =
        "The shift starts or ends in the hour that occurs twice when summer time ends; the document cannot express which."
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
        "In clock time the shift overlaps the shift at index \(earlier.index), because the hour from 02:00 occurs "
          + "twice when summer time ends. A document in clock times cannot express this."
      )
    }
    return Finding(.shiftOverlap, "The shift overlaps the shift at index \(earlier.index).")
  }
}
