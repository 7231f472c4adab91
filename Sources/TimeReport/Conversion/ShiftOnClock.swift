/// A shift as the Swedish clock shows it.
struct ShiftOnClock {
  let index: Int
  let kind: Shift.Kind
  let start: ClockTime
  let end: ClockTime
  /// Seconds since the epoch, where both times had an offset.
  let instants: Range<Int>?
  /// Whether a time with an offset falls in the hour that clocks show twice, where the clock cannot tell which.
  let touchesRepeatedHour: Bool

  /// Puts a shift on the clock, or says what is wrong with it.
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
      findings.add(Finding(.shiftNotWholeMinute, "The time must be a whole minute."), field)
    }
    if let instant = time.instant { return SwedishTime.clockTime(at: instant) }
    // A shift may end as the skipped hour begins: all of it lies before.
    let endsBefore = field == .end && time.minuteOfDay == SwedishTime.changedHour.lowerBound
    guard endsBefore || SwedishTime.exists(time.date, minuteOfDay: time.minuteOfDay) else {
      let hour = "clocks go from 02:00 to 03:00 that night, when summer time begins"
      findings.add(Finding(.shiftNonexistentTime, "The time does not exist in Sweden: \(hour)."), field)
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
    "By the clock the shift ends at or before its start, as the hour from 02:00 comes twice that night, when summer "
      + "time ends; a report in clock times cannot say which is meant."
  )

  private static func isAmbiguous(_ time: ShiftTime, _ clock: ClockTime) -> Bool {
    time.offsetMinutes != nil && SwedishTime.isRepeated(clock)
  }
}
