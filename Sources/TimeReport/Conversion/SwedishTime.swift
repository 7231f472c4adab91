/// Swedish clock time by the rule of the European Union: summer time from the last Sunday of March to the last Sunday of
/// October, changing at 01:00 UTC (directive 2000/84/EC; Sweden has kept these days since 1996).
///
/// By hand rather than from the machine's time zone data, so that the same report gives the same bytes everywhere.
package enum SwedishTime {
  /// - Parameter utcSeconds: since the epoch.
  /// - Returns: the Swedish date and the minute of the day, 0 to 1439; seconds are cut off.
  package static func clock(at utcSeconds: Int) -> (date: CalendarDate, minuteOfDay: Int) {
    let time = clockTime(at: utcSeconds)
    return (CalendarDate(daysSinceEpoch: time.day), time.minuteOfDay)
  }

  /// The Swedish date at a moment given in seconds since the epoch.
  package static func date(at utcSeconds: Int) -> CalendarDate {
    clock(at: utcSeconds).date
  }

  static func clockTime(at utcSeconds: Int) -> ClockTime {
    let (day, second) = dayAndSecond(utcSeconds + offset(at: utcSeconds))
    return ClockTime(minutes: day * ClockTime.minutesPerDay + second / 60)
  }

  /// Whether clocks show this time: they skip 02:00 to 02:59 on the day summer time begins.
  static func exists(_ date: CalendarDate, minuteOfDay: Int) -> Bool {
    !(isChangedHour(minuteOfDay) && date == summerTimeBegins(date.year))
  }

  /// Whether clocks show this time twice: 02:00 to 02:59 on the day summer time ends.
  static func isRepeated(_ time: ClockTime) -> Bool {
    guard isChangedHour(time.minuteOfDay) else { return false }
    let date = CalendarDate(daysSinceEpoch: time.day)
    return date == summerTimeEnds(date.year)
  }

  /// The hour that the changes skip and repeat.
  static let changedHour = 120..<180

  private static func isChangedHour(_ minuteOfDay: Int) -> Bool { changedHour.contains(minuteOfDay) }

  /// Seconds that Swedish clocks are ahead of UTC.
  static func offset(at utcSeconds: Int) -> Int {
    let year = CalendarDate(daysSinceEpoch: dayAndSecond(utcSeconds).day).year
    let oneInTheMorning = 3600
    let begins = summerTimeBegins(year).daysSinceEpoch * 86_400 + oneInTheMorning
    let ends = summerTimeEnds(year).daysSinceEpoch * 86_400 + oneInTheMorning
    return (begins..<ends).contains(utcSeconds) ? 7200 : 3600
  }

  private static func summerTimeBegins(_ year: Int) -> CalendarDate { lastSunday(inMonthOf31Days: 3, year) }
  private static func summerTimeEnds(_ year: Int) -> CalendarDate { lastSunday(inMonthOf31Days: 10, year) }

  private static func lastSunday(inMonthOf31Days month: Int, _ year: Int) -> CalendarDate {
    // 1970-01-01 was a Thursday: with it as 4, Sunday is 0.
    let last = CalendarDate(ofYear: year, month: month, day: 31).daysSinceEpoch
    let weekday = ((last + 4) % 7 + 7) % 7
    return CalendarDate(daysSinceEpoch: last - weekday)
  }

  /// Division that rounds down before the epoch too.
  private static func dayAndSecond(_ seconds: Int) -> (day: Int, second: Int) {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    return ((seconds - second) / 86_400, second)
  }
}
