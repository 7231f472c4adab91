internal import TimeReport

/// Reads a `Retry-After` field (RFC 9110, 10.2.3): whole seconds or an HTTP date.
enum RetryAfter {
  /// A server's wish is followed up to here; a longer one is most likely a mistake, and asking once an hour hurts
  /// nobody.
  static let longest: Duration = .seconds(3600)

  /// - Parameter now: seconds since the epoch.
  /// - Returns: zero to `longest`; nil where the field says neither.
  static func read(_ field: String, now: Int) -> Duration? {
    if !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(longest, .seconds(Int(field) ?? Int(longest.components.seconds)))
    }
    guard let date = httpDate(field) else { return nil }
    return min(longest, .seconds(max(0, date - now)))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// All three forms that RFC 9110, 5.6.7 tells a recipient to accept: `Sun, 06 Nov 1994 08:49:37 GMT`,
  /// `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`.
  private static func httpDate(_ text: String) -> Int? {
    let words = text.prefix(64).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    let order: (day: Int, month: Int, year: Int, clock: Int)
    switch words.count {
    case 8 where words[7] == "GMT": order = (1, 2, 3, 4)
    case 7: order = (2, 1, 6, 3)
    default: return nil
    }
    let clock = words[order.clock..<order.clock + 3].compactMap { Int($0) }
    guard let month = months.firstIndex(of: words[order.month]), let day = Int(words[order.day]),
      let year = fullYear(words[order.year]), let date = CalendarDate(year: year, month: month + 1, day: day),
      clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]), (0...60).contains(clock[2])
    else { return nil }
    return date.daysSinceEpoch * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
  }

  private static func fullYear(_ word: String) -> Int? {
    guard let year = Int(word), year >= 0 else { return nil }
    return word.utf8.count == 2 ? (year < 70 ? 2000 : 1900) + year : year
  }
}
