/// A moment in milliseconds since 1970, in the years 1970 to 9999, written as RFC 3339 in UTC with milliseconds.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let milliseconds: Int64

  private static let range: ClosedRange<Int64> = 0...253_402_300_799_999

  /// Returns nil if the moment is outside the years 1970 to 9999.
  package init?(milliseconds: Int64) {
    guard Self.range.contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  /// Replaces a moment outside the years 1970 to 9999 by the nearest one inside.
  package init(clamping milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// Reads the form that `text` writes, for example `2026-11-02T09:39:05.678Z`; returns nil for any other text.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    var scanner = DigitScanner(bytes[...])
    guard let date = CalendarDate(&scanner), scanner.skip("T"), let hour = scanner.digits(2),
      scanner.skip(":"), let minute = scanner.digits(2),
      scanner.skip(":"), let second = scanner.digits(2), scanner.skip("."),
      let thousandth = scanner.digits(3),
      scanner.skip("Z"), scanner.isAtEnd, hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(thousandth))
  }

  package var text: String {
    let rest = Int(milliseconds % 86_400_000)
    let date = CalendarDate(daysSinceEpoch: Int(milliseconds / 86_400_000))
    let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60)
    return "\(date)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)).\(padded(rest % 1000, 3))Z"
  }

  package var description: String { text }

  /// - Parameter seconds: A negative number counts as 0.
  package func adding(seconds: Double) -> Timestamp {
    let sum = Double(milliseconds) + max(seconds, 0) * 1000
    return Timestamp(clamping: Int64(min(sum, Double(Self.range.upperBound))))
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

extension Timestamp {
  package static let earliest = Timestamp(clamping: .min)

  package init(clampingSeconds seconds: Int) {
    let (milliseconds, overflow) = Int64(clamping: seconds).multipliedReportingOverflow(by: 1000)
    self.init(clamping: overflow ? (seconds < 0 ? .min : .max) : milliseconds)
  }

  /// Whole seconds since 1970, as certificates count them.
  package var seconds: Int { Int(milliseconds / 1000) }

  /// The duration is rounded towards zero to milliseconds; the result stays in the years 1970 to 9999.
  package static func + (time: Timestamp, duration: Duration) -> Timestamp {
    let (seconds, attoseconds) = duration.components
    // So bounded, the product cannot overflow.
    let bounded = min(max(seconds, -range.upperBound), range.upperBound)
    return Timestamp(clamping: time.milliseconds + bounded * 1000 + attoseconds / 1_000_000_000_000_000)
  }

  package static func - (time: Timestamp, duration: Duration) -> Timestamp { time + (.zero - duration) }

  package static func - (end: Timestamp, start: Timestamp) -> Duration {
    .milliseconds(end.milliseconds - start.milliseconds)
  }
}
