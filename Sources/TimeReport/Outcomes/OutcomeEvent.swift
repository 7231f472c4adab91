/// An outcome as a CloudEvent.
package struct OutcomeEvent: Sendable, Equatable, Redacted {
  /// The id of this event, unique for `source`.
  package let id: String
  package let source: String
  package let time: Timestamp
  /// Nil if the request has no valid report id.
  package let reportId: ReportId?
  /// The id of the request event.
  package let causationId: String
  package let trace: TraceContext
  package let outcome: Outcome

  package init(
    id: String,
    source: String,
    time: Timestamp,
    reportId: ReportId?,
    causationId: String,
    trace: TraceContext = TraceContext(),
    outcome: Outcome
  ) {
    self.id = id
    self.source = source
    self.time = time
    self.reportId = reportId
    self.causationId = causationId
    self.trace = trace
    self.outcome = outcome
  }

  /// The `content-type` header of the record.
  package static let contentType = "application/cloudevents+json; charset=UTF-8"
}
