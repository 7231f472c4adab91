/// The readable parts of a report with problems of shape. The rules are applied to them, so that a wrong check digit or
/// an overlap is reported together with a missing field.
struct ReadableParts {
  let report: JSON
  let month: CalendarMonth?
  let periods: [(index: Int, value: CalculationPeriod)]
  let shifts: [(index: Int, value: Shift)]

  private static let rules: [(field: StaticString, rule: ValueRule)] = [
    ("reportId", .reportId), ("personalIdentityNumber", .personalNumber),
    ("coordinationNumber", .coordinationNumber), ("organisationNumber", .organisationNumber),
    ("givenName", .name), ("familyName", .name), ("name", .name), ("contactPerson", .name),
    ("phone", .phone), ("providerPhone", .phone), ("assistantPhone", .phone),
  ]

  func noteFindings(_ shape: inout ShapeReader) {
    noteTexts(in: report, &shape)
    if let month, let finding = MonthRule.finding(in: month), let value = report.member("reportingMonth") {
      shape.note(finding, at: value)
    }
    let pointer = shape.pointer(report)
    let inOrder = periods.map { (index: $0.index, period: $0.value) }
    for (index, finding) in CalculationPeriodRule.findings(in: inOrder, month: month) {
      shape.note(finding.code, finding.message, at: "\(pointer)/calculationPeriods/\(index)")
    }
    let plan = ShiftPlan(shifts.map { (index: $0.index, shift: $0.value) }, month: month)
    for problem in plan.problems(under: "\(pointer)/shifts") { shape.note(problem) }
  }

  /// Checks text fields with known names anywhere in the report.
  private func noteTexts(in value: JSON, _ shape: inout ShapeReader) {
    for child in value.children {
      if value.kind == .object, let text = child.string {
        for (field, rule) in Self.rules where child.isNamed(field) {
          if let finding = rule.finding(in: text) { shape.note(finding, at: child) }
        }
      } else {
        noteTexts(in: child, &shape)
      }
    }
  }
}
