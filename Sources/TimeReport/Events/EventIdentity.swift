/// What is known of an event apart from its content: enough to answer it, to log it and to trace it.
///
/// None of it holds personal data by contract. What a careless sender could put there is bounded: `reportId` is set
/// only where it is a lower-case UUID, and `type` only where it is one of ours.
package struct EventIdentity: Sendable, Equatable {
  /// The CloudEvents `id`, 1 to 200 characters without control characters.
  package var eventId: String?
  /// The CloudEvents `source`.
  package var source: String?
  package var reportId: String?
  /// The CloudEvents `type`.
  package var type: String?
  package var trace: TraceContext

  package init(
    eventId: String? = nil,
    source: String? = nil,
    reportId: String? = nil,
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
