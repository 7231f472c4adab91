/// The parts of an event that outcomes, logs and traces need.
///
/// By contract they contain no personal data. As a protection against careless senders, `type` is set only if it is a
/// request type.
package struct EventIdentity: Sendable, Equatable {
  /// The CloudEvents `id`, 1 to 200 characters without control characters.
  package var eventId: String?
  /// The CloudEvents `source`.
  package var source: String?
  package var reportId: ReportId?
  /// The CloudEvents `type`.
  package var type: String?
  package var trace: TraceContext

  package init(
    eventId: String? = nil,
    source: String? = nil,
    reportId: ReportId? = nil,
    type: String? = nil,
    trace: TraceContext = TraceContext()
  ) {
    self.eventId = eventId
    self.source = source
    self.reportId = reportId
    self.type = type
    self.trace = trace
  }
}
