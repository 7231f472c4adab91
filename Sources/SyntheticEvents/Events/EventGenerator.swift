package import TestPKI
package import TimeReport

/// Makes request events with throw-away signatures. The same seed, day and PKI give the same bytes.
package struct EventGenerator: Sendable {
  let pki: ThrowawayPKI
  let today: CalendarDate
  var reports: ReportGenerator
  /// Personal numbers of the signatories of providers.
  private let signatories: [String]
  private var count = 0
  /// The form of OCSP responses.
  package var ocspForm = OCSPForm.standard
  /// Signs texts with BankID's simple Markdown.
  package var formatsTexts = false
  /// Makes every event in structured mode, as files need; otherwise the modes alternate.
  package var alwaysStructured = false
  /// Omits the provider's signature from submit events, for adapters that make it.
  package var omitsProviderSignature = false

  /// - Parameters:
  ///   - today: the Swedish date; signatures are made before it.
  ///   - months: the reporting months; by default the last two complete months.
  package init(seed: UInt64, today: CalendarDate, pki: ThrowawayPKI, months: [CalendarMonth] = []) {
    self.pki = pki
    self.today = today
    let last = today.calendarMonth.firstDay.adding(days: -1).calendarMonth
    let past = [last, last.firstDay.adding(days: -1).calendarMonth]
    var random = SeededGenerator(seed: seed &+ 1)
    signatories = (0..<3).map { _ in SyntheticNumbers.personal(bornIn: 1960...2000, using: &random) }
    reports = ReportGenerator(seed: seed, months: months.isEmpty ? past : months)
  }

  /// Valid events of all kinds; a quarter of them are `prepare` events.
  package mutating func good(_ number: Int) throws(ThrowawayPKIError) -> [GeneratedEvent] {
    var events: [GeneratedEvent] = []
    for index in 0..<number { events.append(index % 4 == 3 ? prepare() : try submit()) }
    return events
  }

  /// A `prepare` event.
  package mutating func prepare() -> GeneratedEvent {
    let (report, words) = nextReport(signable: false)
    return draft(.prepare, about: report.reportId, data: .object([("report", JSONTree(report))]))
      .event(label: "prepare, \(words)", expectation: .prepared)
  }

  /// A `submit` event with both signatures; every other one contains a document instead of a report.
  package mutating func submit() throws(ThrowawayPKIError) -> GeneratedEvent {
    let (report, words) = nextReport(signable: true)
    let isDocument = count % 2 == 0
    let signed = try sign(report)
    var data = isDocument ? signed.documentData : signed.reportData
    if omitsProviderSignature { data["signatures", "provider"] = nil }
    return draft(.submit, about: report.reportId, data: data)
      .event(label: "submit, \(words)\(isDocument ? ", document" : "")", expectation: .accepted)
  }

  /// A `resolve` event for an unknown report.
  package mutating func resolve() -> GeneratedEvent {
    let reportId = UUIDText.make(using: &reports.random)
    let data: JSONTree = .object([
      ("reportId", .string(reportId)), ("resolution", .string("resend")),
      ("reason", .string("Synthetic decision")),
    ])
    return draft(.resolve, about: reportId, data: data)
      .event(label: "resolve, nothing in doubt", expectation: .rejected(.submit, .resolveUnknownReport))
  }

  /// Cycles through all employments and shift patterns.
  mutating func nextReport(signable: Bool) -> (report: TimeReport, words: String) {
    let patterns = ShiftPattern.allCases
    let employments = ReportGenerator.Employment.allCases
    let (pattern, employment) = (patterns[count % patterns.count], employments[count % employments.count])
    count += 1
    let report = reports.report(
      .init(pattern: pattern, employment: employment, allowsCoordinationNumber: !signable)
    )
    return (report, "\(pattern.rawValue), \(employment.rawValue)")
  }

  /// The modes alternate, unless one is given or required.
  mutating func draft(
    _ type: RequestType,
    about reportId: String,
    data: JSONTree,
    mode: EventDraft.Mode? = nil
  ) -> EventDraft {
    EventDraft(
      id: UUIDText.make(using: &reports.random),
      type: type.rawValue,
      subject: reportId,
      time: "\(today)T08:00:00Z",
      data: data,
      mode: mode ?? (alwaysStructured || count / 2 % 2 == 0 ? .structured : .binary)
    )
  }

  func signatory(for report: TimeReport) -> String {
    guard case .provider = report.employer else { return report.assistedPerson.personalIdentityNumber }
    return signatories[report.reportId.utf8.reduce(0) { $0 + Int($1) } % signatories.count]
  }
}
