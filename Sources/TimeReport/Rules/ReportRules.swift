/// Applies the rules to the values of a report, except its shifts, which `ShiftPlan` checks.
enum ReportRules {
  /// - Parameter pointer: The pointer to the report, for example `/data/report`.
  static func check(_ report: TimeReport, at pointer: String) -> [Problem] {
    var check = Check(pointer: pointer)
    check(report.reportId, .reportId, "/reportId")
    if let finding = MonthRule.finding(in: report.reportingMonth) { check.note(finding, "/reportingMonth") }
    check(
      report.assistedPerson.personalIdentityNumber,
      .personalNumber,
      "/assistedPerson/personalIdentityNumber"
    )
    check(report.assistedPerson.givenName, .name, "/assistedPerson/givenName")
    check(report.assistedPerson.familyName, .name, "/assistedPerson/familyName")
    switch report.assistant.number {
    case .personalIdentityNumber(let number):
      check(number, .personalNumber, "/assistant/personalIdentityNumber")
    case .coordinationNumber(let number): check(number, .coordinationNumber, "/assistant/coordinationNumber")
    }
    check(report.assistant.givenName, .name, "/assistant/givenName")
    check(report.assistant.familyName, .name, "/assistant/familyName")
    let periods = report.calculationPeriods.enumerated().map { (index: $0.offset, period: $0.element) }
    for (index, finding) in CalculationPeriodRule.findings(in: periods, month: report.reportingMonth) {
      check.note(finding, "/calculationPeriods/\(index)")
    }
    if case .provider(let provider) = report.employer { check(provider) }
    check(report.providerPhone, .phone, "/providerPhone")
    check(report.assistantPhone, .phone, "/assistantPhone")
    return check.problems
  }

  private struct Check {
    let pointer: String
    var problems: [Problem] = []

    mutating func note(_ finding: Finding, _ place: StaticString) { note(finding, place.description) }

    mutating func note(_ finding: Finding, _ place: String) {
      problems.append(finding.at(.pointer(pointer + place)))
    }

    mutating func callAsFunction(_ text: String?, _ rule: ValueRule, _ place: StaticString) {
      if let text, let finding = rule.finding(in: text) { note(finding, place) }
    }

    mutating func callAsFunction(_ provider: Provider) {
      self(provider.name, .name, "/employer/provider/name")
      self(provider.organisationNumber, .organisationNumber, "/employer/provider/organisationNumber")
      self(provider.contactPerson, .name, "/employer/provider/contactPerson")
      self(provider.phone, .phone, "/employer/provider/phone")
      if case .otherEmployer(let name, let number) = provider.assistantEmployment {
        self(name, .name, "/employer/provider/assistantEmployment/name")
        self(number, .organisationNumber, "/employer/provider/assistantEmployment/organisationNumber")
      }
    }
  }
}
