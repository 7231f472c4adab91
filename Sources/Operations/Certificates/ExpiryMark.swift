/// Marks a certificate that expires soon or cannot be used. `check`, `status` and `/status` use the same words; log and alert
/// rules use the same thresholds.
package enum ExpiryMark: String, Sendable, Encodable {
  /// Time to order a new one.
  case notice
  case warning
  case urgent
  case expired
  case notValidYet = "not-valid-yet"

  /// Descending.
  package static let thresholds: [(daysLeft: Int, mark: ExpiryMark)] = [
    (60, .notice), (30, .warning), (7, .urgent),
  ]

  /// Nil if no action is needed yet.
  ///
  /// - Parameter daysLeft: whole days, rounded down; negative after expiry.
  init?(daysLeft: Int) {
    guard daysLeft >= 0 else {
      self = .expired
      return
    }
    guard let passed = Self.thresholds.last(where: { daysLeft <= $0.daysLeft }) else { return nil }
    self = passed.mark
  }

  /// The text form, for example `URGENT`.
  package var word: String { rawValue.uppercased().replacing("-", with: " ") }
}
