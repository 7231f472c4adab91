package import TimeReport

/// A synthetic Kafka record with what should become of it.
package struct GeneratedEvent: Sendable, Redacted {
  package var key: [UInt8]
  package var headers: [(name: String, value: [UInt8])]
  package var value: [UInt8]
  /// What is special about it, in a few words; no personal data.
  package var label: String
  package var expectation: Expectation
  /// The CloudEvents `id`, by which its outcome is found (`data.causationId`); nil where nobody can read one.
  package var eventId: String?
  /// nil where it is about no report, or says none that can be read.
  package var reportId: String?

  /// What should become of an event.
  package enum Expectation: Sendable, Hashable {
    /// An outcome `prepared`.
    case prepared
    /// Sent, and an outcome `accepted`.
    case accepted
    /// An outcome `rejected` at this stage, with this code among its problems.
    case rejected(Stage, ProblemCode)
    /// No outcome, but a dead letter with this code.
    case deadLetter(ProblemCode)
  }

  package var rawEvent: RawEvent { RawEvent(headers: headers, value: value) }
}
