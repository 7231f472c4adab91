/// What one assistant worked for one assisted person in one month, as the sending system tells it: the `report` of a
/// request event. Values are as sent; `Converter` holds them to the rules.
package struct TimeReport: Sendable, Equatable, Redacted {
  /// A lower-case UUID, unique for the report.
  package var reportId: String
  package var reportingMonth: CalendarMonth
  package var assistedPerson: AssistedPerson
  package var assistant: Assistant
  /// The calculation periods of the decision that hold the month; two when a new one begins inside it.
  package var calculationPeriods: [CalculationPeriod]
  package var employer: Employer
  package var shifts: [Shift]
  /// 7 characters or more.
  package var providerPhone: String
  /// 7 characters or more.
  package var assistantPhone: String?

  package init(
    reportId: String,
    reportingMonth: CalendarMonth,
    assistedPerson: AssistedPerson,
    assistant: Assistant,
    calculationPeriods: [CalculationPeriod] = [],
    employer: Employer,
    shifts: [Shift],
    providerPhone: String,
    assistantPhone: String? = nil
  ) {
    self.reportId = reportId
    self.reportingMonth = reportingMonth
    self.assistedPerson = assistedPerson
    self.assistant = assistant
    self.calculationPeriods = calculationPeriods
    self.employer = employer
    self.shifts = shifts
    self.providerPhone = providerPhone
    self.assistantPhone = assistantPhone
  }
}
