/// Swedish clock time by the rule of the European Union: summer time from the last Sunday of March to the last Sunday of
/// October, with changes at 01:00 UTC (directive 2000/84/EC; Sweden has used these days since 1996).
///
/// The time zone data of the machine is not used, so that a report gives the same bytes on every machine.
package enum SwedishTime {
  /// - Parameter utcSeconds: Seconds since 1970.
  /// - Returns: The Swedish date and the minute of the day, 0 to 1439, without seconds.
  package static func clock(at utcSeconds: Int) -> (date: CalendarDate, minuteOfDay: Int) {
    let time = clockTime(at: utcSeconds)
    return (CalendarDate(daysSinceEpoch: time.day), time.minuteOfDay)
  }

  /// - Parameter utcSeconds: Seconds since 1970.
  package static func date(at utcSeconds: Int) -> CalendarDate { clock(at: utcSeconds).date }

  package static func date(at time: Timestamp) -> CalendarDate { date(at: time.seconds) }

  static func clockTime(at utcSeconds: Int) -> ClockTime {
    let (day, second) = dayAndSecond(utcSeconds + offset(at: utcSeconds))
    return ClockTime(minutes: day * ClockTime.minutesPerDay + second / 60)
  }

  /// Returns false for 02:00 to 02:59 on the day when summer time begins: clocks skip this hour.
  static func exists(_ date: CalendarDate, minuteOfDay: Int) -> Bool {
    !(changedHour.contains(minuteOfDay) && date == lastSunday(inMonthOf31Days: 3, date.year))
  }

  /// Like `exists(_:minuteOfDay:)`, for the end of a shift or row, which may be the start of the skipped hour: all of it is
  /// before that hour.
  static func exists(_ date: CalendarDate, endingAt minuteOfDay: Int) -> Bool {
    minuteOfDay == changedHour.lowerBound || exists(date, minuteOfDay: minuteOfDay)
  }

  /// Returns true for 02:00 to 02:59 on the day when summer time ends: clocks show this hour twice.
  static func isRepeated(_ time: ClockTime) -> Bool {
    guard changedHour.contains(time.minuteOfDay) else { return false }
    let date = CalendarDate(daysSinceEpoch: time.day)
    return date == lastSunday(inMonthOf31Days: 10, date.year)
  }

  /// The hour that clocks skip or repeat, in minutes of the day.
  static let changedHour = 120..<180

  /// Seconds that Swedish clocks are ahead of UTC.
  private static func offset(at utcSeconds: Int) -> Int {
    let year = CalendarDate(daysSinceEpoch: dayAndSecond(utcSeconds).day).year
    let oneInTheMorning = 3600
    let begins = lastSunday(inMonthOf31Days: 3, year).daysSinceEpoch * 86_400 + oneInTheMorning
    let ends = lastSunday(inMonthOf31Days: 10, year).daysSinceEpoch * 86_400 + oneInTheMorning
    return (begins..<ends).contains(utcSeconds) ? 7200 : 3600
  }

  private static func lastSunday(inMonthOf31Days month: Int, _ year: Int) -> CalendarDate {
    // 1970-01-01 was a Thursday. Counted as day 4, Sunday is day 0.
    let last = CalendarDate(ofYear: year, month: month, day: 31).daysSinceEpoch
    let weekday = ((last + 4) % 7 + 7) % 7
    return CalendarDate(daysSinceEpoch: last - weekday)
  }

  /// Division that rounds down before 1970 too.
  private static func dayAndSecond(_ seconds: Int) -> (day: Int, second: Int) {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    return ((seconds - second) / 86_400, second)
  }
}

extension SwedishTime {
  /// The Swedish clock time of a moment for people to read: `2026-10-05 06:00:00 +02:00`.
  package static func text(_ time: Timestamp) -> String {
    let seconds = min(time, latest).seconds
    let (date, minute) = clock(at: seconds)
    let clock = "\(padded(minute / 60, 2)):\(padded(minute % 60, 2)):\(padded(seconds % 60, 2))"
    return "\(date) \(clock) +\(padded(offset(at: seconds) / 3600, 2)):00"
  }

  /// The last millisecond of the year 9999 in Sweden.
  private static let latest = Timestamp(clamping: 253_402_300_799_999 - 7_200_000)

  /// Reads a moment from `YYYY-MM-DD` (the start of that day in Sweden) or from `YYYY-MM-DDTHH:MM[:SS]`, with or without
  /// an offset. Without an offset it is Swedish clock time; in the repeated hour it is the first of the two moments.
  ///
  /// - Returns: Nil for any other text, for a time that does not exist in Sweden and for one before 1970.
  package static func moment(_ text: String) -> Timestamp? {
    let time = CalendarDate(text).flatMap { ShiftTime(date: $0, hour: 0, minute: 0) } ?? ShiftTime(text)
    guard let time else { return nil }
    if let instant = time.instant { return Timestamp(milliseconds: Int64(instant) * 1000) }
    return utc(ofClock: time.date.daysSinceEpoch * 86_400 + time.minuteOfDay * 60 + time.second)
      .flatMap { Timestamp(milliseconds: Int64($0) * 1000) }
  }

  /// The start of the day in Sweden, or of 1970 if the day is earlier.
  package static func start(of date: CalendarDate) -> Timestamp {
    let midnight = date.daysSinceEpoch * 86_400
    // Clocks change at two and at three, so every day has one midnight.
    return Timestamp(clampingSeconds: utc(ofClock: midnight) ?? midnight)
  }

  /// - Parameter local: Seconds since 1970 by Swedish clocks.
  /// - Returns: Seconds since 1970, the first of two in the repeated hour; nil in the skipped hour.
  private static func utc(ofClock local: Int) -> Int? {
    [7200, 3600].first { offset(at: local - $0) == $0 }.map { local - $0 }
  }
}
