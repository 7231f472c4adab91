internal import ELT

/// A call to ELT that has ended, and what it ended in.
struct FinishedCall: Sendable {
  /// The outbox record that it was made for.
  let offset: Int64
  /// Which attempt it was, from 1.
  let attempts: Int
  let result: SubmissionResult
  /// In milliseconds since 1970.
  let startedAt: Int64
}
