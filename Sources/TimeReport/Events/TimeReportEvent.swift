/// A request event with a valid shape.
package struct TimeReportEvent: Sendable, Equatable, Redacted {
  /// The CloudEvents `id`; outcomes carry it as `causationId`.
  package let eventId: String
  package let source: String
  package let trace: TraceContext
  /// The CloudEvents `subject`: the id of the report, if present.
  package let subject: ReportId?
  /// The version of the agency's contract that the event requests; if nil, the configuration determines it.
  package let contractVersion: ContractVersion?
  package let request: Request

  package init(
    eventId: String,
    source: String,
    trace: TraceContext = TraceContext(),
    subject: ReportId? = nil,
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

  /// The report id in the event, without reading a ready document; nil if it is not valid, because an invalid id may
  /// contain anything.
  package var reportId: ReportId? {
    switch request {
    case .prepare(let report): ReportId(report.reportId)
    case .submit(let submit):
      switch submit.content {
      case .report(let report): ReportId(report.reportId)
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
