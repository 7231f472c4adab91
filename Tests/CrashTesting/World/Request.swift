internal import Kafka
internal import SyntheticEvents
internal import TimeReport

/// A published request and its allowed outcomes.
struct Request: Sendable {
  let eventId: String?
  let reportId: ReportId?
  let kind: Kind
  let label: String
  /// The position of its record; nil if the broker did not acknowledge it, so that it may or may not exist.
  var place: RecordPlace?
  var publishedAt = Timestamp.earliest

  enum Kind: Sendable {
    case first(GeneratedEvent.Expectation)
    /// A report that was published before with another event id.
    case again
    /// A decision on a report in doubt.
    case decision(ResolveRequest.Resolution)
    /// A mutated event, or another record that no sender should write: one outcome or dead letter of any kind.
    case hostile
  }

  /// Whether it is the first request to send the report.
  var isSubmission: Bool {
    if case .first(.accepted) = kind { true } else { false }
  }

  var isHostile: Bool {
    if case .hostile = kind { true } else { false }
  }
}
