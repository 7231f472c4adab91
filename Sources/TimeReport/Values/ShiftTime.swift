/// The start or end of a shift as sent in the event: an instant if it has a UTC offset, otherwise Swedish clock time.
///
/// Written `YYYY-MM-DDTHH:MM[:SS[.fraction]][Z|±HH:MM]` in any case (RFC 3339; seconds may be left out).
package struct ShiftTime: Sendable, Hashable {
  package let date: CalendarDate
  /// 0 to 1439.
  package let minuteOfDay: Int
  /// 0 to 59; 60 in a leap second. A rule rejects every value except 0, because reports have whole minutes.
  package let second: Int
  /// Whether the time has a fraction of a second other than zero.
  let hasFraction: Bool
  /// Minutes east of UTC, -1439 to 1439; nil means Swedish clock time.
  package let offsetMinutes: Int?

  /// Returns nil if the hour, minute or offset is out of range.
  ///
  /// - Parameter hour: 0 to 23.
  package init?(date: CalendarDate, hour: Int, minute: Int, offsetMinutes: Int? = nil) {
    guard (0...23).contains(hour), (0...59).contains(minute), (-1439...1439).contains(offsetMinutes ?? 0)
    else { return nil }
    self.date = date
    minuteOfDay = hour * 60 + minute
    second = 0
    hasFraction = false
    self.offsetMinutes = offsetMinutes
  }

  /// Reads the form above. Returns nil for any other text and for a day that does not exist.
  package init?(_ text: String) {
    self.init(ascii: Array(text.utf8)[...])
  }

  init?(ascii text: ArraySlice<UInt8>) {
    var scanner = DigitScanner(text)
    guard let date = CalendarDate(&scanner), scanner.skip("T") || scanner.skip("t"),
      let hour = scanner.digits(2), hour <= 23,
      scanner.skip(":"),
      let minute = scanner.digits(2), minute <= 59
    else { return nil }
    self.date = date
    minuteOfDay = hour * 60 + minute
    var (second, hasFraction) = (0, false)
    if scanner.skip(":") {
      guard let read = scanner.digits(2), read <= 60 else { return nil }
      second = read
      if scanner.skip(".") {
        guard let nonZero = scanner.fraction() else { return nil }
        hasFraction = nonZero
      }
    }
    (self.second, self.hasFraction) = (second, hasFraction)
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    offsetMinutes = offset
    // A leap second follows 23:59:59 UTC. The days that have one are announced half a year ahead, so any day may.
    if second == 60 {
      guard let offset, (minuteOfDay - offset + 2 * 1440) % 1440 == 1439 else { return nil }
    }
  }

  /// Seconds since 1970; nil without an offset.
  package var instant: Int? {
    guard let offsetMinutes else { return nil }
    return date.daysSinceEpoch * 86_400 + (minuteOfDay - offsetMinutes) * 60 + second
  }
}

extension ShiftTime: CustomStringConvertible {
  /// The form that `init(_:)` reads, always with seconds and without a fraction.
  package var description: String {
    let clock = "\(padded(minuteOfDay / 60, 2)):\(padded(minuteOfDay % 60, 2)):\(padded(second, 2))"
    guard let offsetMinutes else { return "\(date)T\(clock)" }
    let size = abs(offsetMinutes)
    let sign = offsetMinutes < 0 ? "-" : "+"
    return "\(date)T\(clock)\(sign)\(padded(size / 60, 2)):\(padded(size % 60, 2))"
  }
}

extension DigitScanner {
  /// Reads the digits after a decimal point and returns whether any is not zero; nil if there is none.
  fileprivate mutating func fraction() -> Bool? {
    var (count, nonZero) = (0, false)
    while let digit = digits(1) {
      count += 1
      nonZero = nonZero || digit != 0
    }
    return count > 0 ? nonZero : nil
  }

  /// Reads minutes east of UTC: `.some(nil)` if there is no offset, nil if the offset is malformed.
  fileprivate mutating func offset() -> Int?? {
    if isAtEnd { return .some(nil) }
    if skip("Z") || skip("z") { return 0 }
    let sign: Int
    if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
    guard let hours = digits(2), hours <= 23, skip(":"), let minutes = digits(2), minutes <= 59 else {
      return nil
    }
    return sign * (hours * 60 + minutes)
  }
}
