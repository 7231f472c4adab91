/// What is said of a certificate of ours that ends soon, or cannot be used. The same words in `check`, `status` and `/status`; the
/// log and the alert rules begin on the same days.
package enum ExpiryMark: String, Sendable, Encodable {
  /// Time to order a new one.
  case notice
  case warning
  case urgent
  case expired
  case notValidYet = "not-valid-yet"

  /// From how many days left on, the longest first.
  static let thresholds: [(daysLeft: Int, mark: ExpiryMark)] = [(60, .notice), (30, .warning), (7, .urgent)]

  /// nil where it is long until then.
  ///
  /// - Parameter daysLeft: whole days, rounded down; negative once it has ended.
  init?(daysLeft: Int) {
    guard daysLeft >= 0 else {
      self = .expired
      return
    }
    guard let passed = Self.thresholds.last(where: { daysLeft <= $0.daysLeft }) else { return nil }
    self = passed.mark
  }

  /// For people: `URGENT`.
  package var word: String { rawValue.uppercased().replacing("-", with: " ") }
}
