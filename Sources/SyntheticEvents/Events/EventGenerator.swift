package import TestPKI
package import TimeReport

/// Makes request events with throw-away signatures. The same seed, day and PKI give the same bytes.
package struct EventGenerator: Sendable {
  let pki: ThrowawayPKI
  let today: CalendarDate
  var reports: ReportGenerator
  /// Numbers of the people who sign for providers.
  private let signatories: [String]
  private var count = 0
  /// Every event in structured mode, as a file needs it; else the modes take turns.
  package var alwaysStructured = false
  /// Submit events without the provider's signature, for adapters that make it themselves.
  package var omitsProviderSignature = false

  /// - Parameters:
  ///   - today: the Swedish date; signatures are made before it.
  ///   - months: those that reports are for; by default the two latest that are over.
  package init(seed: UInt64, today: CalendarDate, pki: ThrowawayPKI, months: [CalendarMonth] = []) {
    self.pki = pki
    self.today = today
    let last = today.calendarMonth.firstDay.adding(days: -1).calendarMonth
    let past = [last, last.firstDay.adding(days: -1).calendarMonth]
    var random = SeededGenerator(seed: seed &+ 1)
    signatories = (0..<3).map { _ in SyntheticNumbers.personal(bornIn: 1960...2000, using: &random) }
    reports = ReportGenerator(seed: seed, months: months.isEmpty ? past : months)
  }

  /// Events that are in order, of all kinds in turn, a fourth of them `prepare`.
  package mutating func good(_ number: Int) throws(ThrowawayPKIError) -> [GeneratedEvent] {
    var events: [GeneratedEvent] = []
    for index in 0..<number { events.append(index % 4 == 3 ? prepare() : try submit()) }
    return events
  }

  /// A report to be converted.
  package mutating func prepare() -> GeneratedEvent {
    let (report, words) = nextReport(signable: false)
    return draft(.prepare, about: report.reportId, data: .object([("report", JSONTree(report))]))
      .event(label: "prepare, \(words)", expectation: .prepared)
  }

  /// A report to be sent, signed by the assistant and for the provider; every other one as a ready document.
  package mutating func submit() throws(ThrowawayPKIError) -> GeneratedEvent {
    let (report, words) = nextReport(signable: true)
    let isDocument = count % 2 == 0
    let signed = try sign(report)
    var data = isDocument ? signed.documentData : signed.reportData
    if omitsProviderSignature { data["signatures", "provider"] = nil }
    return draft(.submit, about: report.reportId, data: data)
      .event(label: "submit, \(words)\(isDocument ? ", document" : "")", expectation: .accepted)
  }

  /// A decision on a report that nobody is in doubt about, which is what a synthetic one can only be.
  package mutating func resolve() -> GeneratedEvent {
    let reportId = UUIDText.make(using: &reports.random)
    let data: JSONTree = .object([
      ("reportId", .string(reportId)), ("resolution", .string("resend")),
      ("reason", .string("Synthetic decision")),
    ])
    return draft(.resolve, about: reportId, data: data)
      .event(label: "resolve, nothing in doubt", expectation: .rejected(.submit, .resolveUnknownReport))
  }

  /// All employments and shift patterns in turn.
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

  /// Modes take turns, unless they must not.
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
