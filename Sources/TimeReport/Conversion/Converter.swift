internal import XML
internal import PKI

/// Turns a report into the agency's document, holding it to every rule. Deterministic: neither clock, nor time zone
/// data, nor locale play a part.
package struct Converter: Sendable {
  private let endOfDay: EndOfDay

  package init(endOfDay: EndOfDay = .twentyFour) { self.endOfDay = endOfDay }

  /// - Parameter pointer: where the report stands in what was sent, for the problems' pointers; "" for a bare report.
  /// - Returns: the document with notices, or everything that is wrong (the first hundred), codes `report.*`.
  package func convert(
    _ report: TimeReport,
    at pointer: String = "/data/report"
  ) -> Result<Tidredovisning, Problems> {
    let shifts = report.shifts.enumerated().map { (index: $0.offset, shift: $0.element) }
    let plan = ShiftPlan(shifts, month: report.reportingMonth)
    let problems = ReportRules.check(report, at: pointer) + plan.problems(under: "\(pointer)/shifts")
    guard problems.isEmpty else { return .failure(Problems(Array(problems.prefix(ProblemList.maximum)))) }

    let canonical = DocumentWriter.canonical(report, rows: plan.rows, endOfDay: endOfDay)
    return .success(
      Tidredovisning(
        bytes: DocumentWriter.declaration + canonical,
        reportId: report.reportId,
        month: report.reportingMonth,
        assistantNumber: report.assistant.number.digits,
        organisationNumber: report.employer.organisationNumber,
        digest: SHA256.hexadecimal(canonical),
        notices: plan.notices.flatMap { $0.problems(under: "\(pointer)/shifts") }
      )
    )
  }
}

extension Employer {
  fileprivate var organisationNumber: String? {
    if case .provider(let provider) = self { provider.organisationNumber } else { nil }
  }
}
