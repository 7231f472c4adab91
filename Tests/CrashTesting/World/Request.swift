internal import Kafka
internal import SyntheticEvents
internal import TimeReport

/// A request that was published, and what may become of it.
struct Request: Sendable {
  let eventId: String?
  let reportId: String?
  let kind: Kind
  let label: String
  /// Where it is; nil where the broker did not say, so that it may or may not be there.
  var place: RecordPlace?
  /// Milliseconds since 1970.
  var publishedAt: Int64 = 0

  enum Kind: Sendable {
    case first(GeneratedEvent.Expectation)
    /// A report that was published before, under another event id.
    case again
    /// A decision on a report that was in doubt.
    case decision(ResolveRequest.Resolution)
  }

  /// Whether it is the first request of a report to be sent.
  var isSubmission: Bool {
    if case .first(.accepted) = kind { true } else { false }
  }
}
