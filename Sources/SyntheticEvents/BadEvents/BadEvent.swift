package import TestPKI
package import TimeReport

/// A kind of bad event, with its expected outcome.
package struct BadEvent: Sendable {
  package let label: String
  package let expectation: GeneratedEvent.Expectation
  /// Codes that may also be reported, because the fault implies them.
  package let also: Set<ProblemCode>
  let spoiling: Spoiling
  /// nil leaves the mode to the generator.
  let mode: EventDraft.Mode?

  /// The part of a valid event that is made invalid.
  enum Spoiling: Sendable {
    /// A `prepare` event, or the report in it.
    case prepare(@Sendable (inout EventDraft) -> Void)
    /// A `submit` event with a report.
    case submit(@Sendable (inout EventDraft) -> Void)
    /// The document of a `submit` event, as text.
    case document(@Sendable (String) -> [UInt8])
    /// The signatures of a `submit` event.
    case signatures(
      @Sendable (inout SignedReport, inout EventGenerator) throws(ThrowawayPKIError) -> Void
    )
    case resolve(@Sendable (inout EventDraft) -> Void)
  }

  init(
    _ label: String,
    _ expectation: GeneratedEvent.Expectation,
    also: Set<ProblemCode> = [],
    mode: EventDraft.Mode? = nil,
    _ spoiling: Spoiling
  ) {
    self.label = label
    self.expectation = expectation
    self.also = also
    self.mode = mode
    self.spoiling = spoiling
  }

  /// Every kind of bad event.
  package static let catalogue = [
    unreadable, envelopes, fields, values, shifts, documents, signatures, bindings, wrapping, chains, ocsp,
  ].flatMap(\.self)
}

extension EventGenerator {
  /// One event of each kind in the catalogue, in its order.
  package mutating func bad() throws(ThrowawayPKIError) -> [GeneratedEvent] {
    var events: [GeneratedEvent] = []
    for kind in BadEvent.catalogue { events.append(try bad(kind)) }
    return events
  }

  package mutating func bad(_ kind: BadEvent) throws(ThrowawayPKIError) -> GeneratedEvent {
    var draft: EventDraft
    switch kind.spoiling {
    case .prepare(let spoil):
      let report = nextReport(signable: false).report
      draft = self.draft(
        .prepare,
        about: report.reportId,
        data: .object([("report", JSONTree(report))]),
        mode: kind.mode
      )
      spoil(&draft)
    case .submit(let spoil):
      let signed = try sign(simpleReport())
      draft = self.draft(.submit, about: signed.report.reportId, data: signed.reportData, mode: kind.mode)
      spoil(&draft)
    case .document(let spoil):
      let signed = try sign(simpleReport())
      let spoiled = spoil(String(decoding: signed.document.bytes, as: UTF8.self))
      draft = self.draft(
        .submit,
        about: signed.report.reportId,
        data: signed.data(document: spoiled),
        mode: kind.mode
      )
    case .signatures(let spoil):
      var signed = try sign(simpleReport())
      try spoil(&signed, &self)
      draft = self.draft(.submit, about: signed.report.reportId, data: signed.reportData, mode: kind.mode)
    case .resolve(let spoil):
      let reportId = UUIDText.make(using: &reports.random)
      draft = self.draft(
        .resolve,
        about: reportId,
        data: .object([
          ("reportId", .string(reportId)), ("resolution", .string("resend")),
          ("reason", .string("Synthetic")),
        ]),
        mode: kind.mode
      )
      spoil(&draft)
    }
    return draft.event(label: kind.label, expectation: kind.expectation)
  }

  /// A report with shifts and a provider.
  private mutating func simpleReport() -> TimeReport {
    reports.report(.init(pattern: .days, employment: .employee, allowsCoordinationNumber: false))
  }
}
