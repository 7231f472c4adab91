/// What happens to a report that may or may not have arrived.
package enum InDoubtPolicy: String, Sendable, CaseIterable {
  /// It waits for a person or system to decide.
  case hold
  /// It is sent again, and its outcome says that it may be a duplicate.
  case resend
}

enum DoubtReason {
  static let processEnded = "The process that was sending the report ended before the answer was recorded."
}
