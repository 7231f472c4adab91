internal import XML

/// The way in which a document writes midnight at the end of a row. The agency has not defined it; its paper forms use
/// 24.00.
package enum EndOfDay: String, Sendable, CaseIterable {
  case twentyFour = "24.00"
  case midnight = "00.00"
}

/// Converts a report to the agency's document and applies all rules. The result depends on the report alone, not on the
/// clock, time zone data or locale.
package struct Converter: Sendable {
  private let endOfDay: EndOfDay

  package init(endOfDay: EndOfDay = .twentyFour) { self.endOfDay = endOfDay }

  /// - Parameter pointer: The pointer to the report in the input, for the problems; "" for a bare report.
  /// - Returns: The document with notices, or the problems (at most the first hundred) with codes `report.*`.
  package func convert(
    _ report: TimeReport,
    at pointer: String = "/data/report"
  ) -> Result<Tidredovisning, Problems> {
    let shifts = report.shifts.enumerated().map { (index: $0.offset, shift: $0.element) }
    let plan = ShiftPlan(shifts, month: report.reportingMonth)
    let problems = ReportRules.check(report, at: pointer) + plan.problems(under: "\(pointer)/shifts")
    guard problems.isEmpty, let reportId = ReportId(report.reportId) else {
      return .failure(Problems(Array(problems.prefix(ProblemList.maximum))))
    }

    let canonical = DocumentWriter.canonical(report, rows: plan.rows, endOfDay: endOfDay)
    return .success(
      Tidredovisning(
        bytes: DocumentWriter.declaration + canonical,
        reportId: reportId,
        month: report.reportingMonth,
        assistantNumber: report.assistant.number.digits,
        organisationNumber: report.employer.organisationNumber,
        digest: Digest(of: canonical),
        notices: plan.notices.flatMap { $0.problems(under: "\(pointer)/shifts") },
        persons: [
          .init(
            number: report.assistedPerson.personalIdentityNumber,
            place: .pointer("\(pointer)/assistedPerson/personalIdentityNumber")
          ),
          .init(
            number: report.assistant.number.digits,
            place: .pointer("\(pointer)/assistant/\(report.assistant.number.field)")
          ),
        ]
      )
    )
  }
}

extension Assistant.Number {
  fileprivate var field: String {
    switch self {
    case .personalIdentityNumber: "personalIdentityNumber"
    case .coordinationNumber: "coordinationNumber"
    }
  }
}

extension Employer {
  fileprivate var organisationNumber: OrganisationNumber? {
    if case .provider(let provider) = self { OrganisationNumber(provider.organisationNumber) } else { nil }
  }
}
