/// A shift in Swedish clock time.
struct ShiftOnClock {
  let index: Int
  let kind: Shift.Kind
  let start: ClockTime
  let end: ClockTime
  /// Seconds since 1970, if both times have an offset.
  let instants: Range<Int>?
  /// Whether a time with an offset is in the repeated hour, in which clock time is ambiguous.
  let touchesRepeatedHour: Bool

  /// Converts a shift to clock time or returns its findings.
  static func read(_ shift: Shift, index: Int) -> Result<ShiftOnClock, ShiftFindings> {
    var findings = ShiftFindings(index: index)
    let start = clockTime(shift.start, .start, &findings)
    let end = clockTime(shift.end, .end, &findings)
    guard let start, let end, findings.all.isEmpty else { return .failure(findings) }
    if let finding = order(shift, start, end) {
      findings.add(finding, .end)
      return .failure(findings)
    }
    var instants: Range<Int>?
    if let first = shift.start.instant, let last = shift.end.instant, first < last { instants = first..<last }
    return .success(
      ShiftOnClock(
        index: index,
        kind: shift.kind,
        start: start,
        end: end,
        instants: instants,
        touchesRepeatedHour: isAmbiguous(shift.start, start) || isAmbiguous(shift.end, end)
      )
    )
  }

  private static func clockTime(
    _ time: ShiftTime,
    _ field: ShiftFindings.Field,
    _ findings: inout ShiftFindings
  ) -> ClockTime? {
    if time.second != 0 || time.hasFraction {
      findings.add(Finding(.shiftNotWholeMinute, "The time must be a whole minute, without seconds."), field)
    }
    if let instant = time.instant { return SwedishTime.clockTime(at: instant) }
    let exists =
      field == .end
      ? SwedishTime.exists(time.date, endingAt: time.minuteOfDay)
      : SwedishTime.exists(time.date, minuteOfDay: time.minuteOfDay)
    guard exists else {
      let skipped = "clocks go from 02:00 to 03:00 when summer time begins"
      findings.add(Finding(.shiftNonexistentTime, "The time does not exist in Sweden: \(skipped)."), field)
      return nil
    }
    return ClockTime(time.date, minuteOfDay: time.minuteOfDay)
  }

  private static let maximumDays = 31

  private static func order(_ shift: Shift, _ start: ClockTime, _ end: ClockTime) -> Finding? {
    if let first = shift.start.instant, let last = shift.end.instant {
      if last <= first { return backwards }
      if end <= start { return repeatedHour }
    } else if end <= start {
      return backwards
    }
    return end.minutes - start.minutes >= maximumDays * ClockTime.minutesPerDay
      ? Finding(.shiftTooLong, "The shift lasts \(maximumDays) days or more.") : nil
  }

  private static let backwards = Finding(.shiftOrder, "The shift ends at or before its start.")

  private static let repeatedHour = Finding(
    .shiftRepeatedHour,
    "In clock time the shift ends at or before its start, because the hour from 02:00 occurs twice when summer time "
      + "ends. A document in clock times cannot express this."
  )

  private static func isAmbiguous(_ time: ShiftTime, _ clock: ClockTime) -> Bool {
    time.offsetMinutes != nil && SwedishTime.isRepeated(clock)
  }
}
