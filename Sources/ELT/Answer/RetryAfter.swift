internal import Transport

/// Reads a `Retry-After` field (RFC 9110, 10.2.3): whole seconds or an HTTP date.
enum RetryAfter {
  /// The longest wait that is respected. A longer one is probably a mistake, and one call per hour does no harm.
  static let longest: Duration = .seconds(3600)

  /// - Parameter now: seconds since 1970.
  /// - Returns: zero to `longest`; nil if the field is neither.
  static func read(_ field: String, now: Int) -> Duration? {
    if !field.isEmpty, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return min(longest, .seconds(Int(field) ?? Int(longest.components.seconds)))
    }
    guard let date = HTTPAnswer.secondsSince1970(date: field) else { return nil }
    return min(longest, .seconds(max(0, date - now)))
  }
}
