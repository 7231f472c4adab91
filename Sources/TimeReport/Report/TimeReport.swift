/// The `report` of a request event: the time that one assistant worked for one assisted person in one month. Values are
/// as sent; `Converter` applies the rules.
package struct TimeReport: Sendable, Equatable, Redacted {
  /// Far more shifts than a month of real work has. The limit bounds the time that a hostile report takes.
  static let maximumShifts = 2000

  /// Unique for the report.
  package var reportId: String
  package var reportingMonth: CalendarMonth
  package var assistedPerson: AssistedPerson
  package var assistant: Assistant
  /// The calculation periods of the decision that include the month; two if a new period starts inside the month.
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

/// A calculation period of the decision on assistance (*beräkningsperiod*), which is usually longer than a month.
package struct CalculationPeriod: Sendable, Equatable {
  package var from: CalendarDate
  /// The last day, inclusive.
  package var to: CalendarDate

  package init(from: CalendarDate, to: CalendarDate) {
    self.from = from
    self.to = to
  }
}
