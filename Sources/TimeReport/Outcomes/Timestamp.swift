/// Moments in events: RFC 3339 in UTC with milliseconds.
package enum Timestamp {
  /// - Parameter milliseconds: since the epoch; years 1 to 9999 have the form.
  package static func text(_ milliseconds: Int64) -> String {
    let perDay: Int64 = 86_400_000
    let rest = Int((milliseconds % perDay + perDay) % perDay)
    let date = CalendarDate(daysSinceEpoch: Int((milliseconds - Int64(rest)) / perDay))
    let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60)
    return "\(date)T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2)).\(padded(rest % 1000, 3))Z"
  }

  /// Milliseconds since the epoch; nil for anything but the form that `text` gives.
  package static func milliseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    var scanner = DigitScanner(bytes[...])
    guard let date = CalendarDate(&scanner), scanner.skip("T"), let hour = scanner.digits(2),
      scanner.skip(":"), let minute = scanner.digits(2),
      scanner.skip(":"), let second = scanner.digits(2), scanner.skip("."),
      let thousandth = scanner.digits(3),
      scanner.skip("Z"), scanner.isAtEnd, hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
    return Int64(seconds) * 1000 + Int64(thousandth)
  }
}
