/// A request event that has the right shape.
package struct TimeReportEvent: Sendable, Equatable, Redacted {
  /// The CloudEvents `id`; outcomes carry it as `causationId`.
  package let eventId: String
  package let source: String
  package let trace: TraceContext
  /// The CloudEvents `subject`: where given, the id of the report.
  package let subject: String?
  /// The version of the agency's contract that the event asks for; nil leaves it to the configuration.
  package let contractVersion: ContractVersion?
  package let request: Request

  package init(
    eventId: String,
    source: String,
    trace: TraceContext = TraceContext(),
    subject: String? = nil,
    contractVersion: ContractVersion? = nil,
    request: Request
  ) {
    self.eventId = eventId
    self.source = source
    self.trace = trace
    self.subject = subject
    self.contractVersion = contractVersion
    self.request = request
  }

  package var identity: EventIdentity {
    EventIdentity(
      eventId: eventId,
      source: source,
      reportId: reportId,
      type: request.type.rawValue,
      trace: trace
    )
  }

  /// The report's id, as far as the event itself says it: a ready document is not looked into. Nil where what stands
  /// in its place is no id, for it may be anything.
  package var reportId: String? { saidReportId.flatMap { ReportIdRule.holds($0) ? $0 : nil } }

  private var saidReportId: String? {
    switch request {
    case .prepare(let report): report.reportId
    case .submit(let submit):
      switch submit.content {
      case .report(let report): report.reportId
      case .document: subject
      }
    case .resolve(let resolve): resolve.reportId
    }
  }

  package enum Request: Sendable, Equatable, Redacted {
    case prepare(TimeReport)
    case submit(SubmitRequest)
    case resolve(ResolveRequest)

    package var type: RequestType {
      switch self {
      case .prepare: .prepare
      case .submit: .submit
      case .resolve: .resolve
      }
    }
  }
}

/// The CloudEvents `type` of every request.
package enum RequestType: String, Sendable, Hashable, CaseIterable {
  case prepare = "elt.time-report.prepare.v1"
  case submit = "elt.time-report.submit.v1"
  case resolve = "elt.time-report.resolve.v1"
}
