extension SwedishTime {
  /// A moment as a person in Sweden reads it: `2026-10-05 06:00:00 +02:00`.
  ///
  /// - Parameter milliseconds: since the epoch; held to the years 1970 to 9999.
  package static func text(_ milliseconds: Int64) -> String {
    let seconds = Int(min(max(milliseconds, 0), latest) / 1000)
    let (date, minute) = clock(at: seconds)
    let clock = "\(padded(minute / 60, 2)):\(padded(minute % 60, 2)):\(padded(seconds % 60, 2))"
    return "\(date) \(clock) +\(padded(offset(at: seconds) / 3600, 2)):00"
  }

  /// The last millisecond of the year 9999 in Sweden.
  private static let latest: Int64 = 253_402_300_799_999 - 7_200_000

  /// A moment in milliseconds since the epoch, from `YYYY-MM-DD` (the beginning of that day in Sweden) or
  /// `YYYY-MM-DDTHH:MM[:SS]` with or without an offset; without one it is Swedish clock time, and of an hour that comes
  /// twice the first is meant.
  ///
  /// - Returns: nil for anything else, and for a time that no clock in Sweden shows.
  package static func moment(_ text: String) -> Int64? {
    let time = CalendarDate(text).flatMap { ShiftTime(date: $0, hour: 0, minute: 0) } ?? ShiftTime(text)
    guard let time else { return nil }
    if let instant = time.instant { return Int64(instant) * 1000 }
    let local = time.date.daysSinceEpoch * 86_400 + time.minuteOfDay * 60 + time.second
    return [7200, 3600].first { offset(at: local - $0) == $0 }.map { Int64(local - $0) * 1000 }
  }
}
