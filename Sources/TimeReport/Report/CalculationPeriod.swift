/// A calculation period of the decision on assistance (*beräkningsperiod*): not the calendar month, but the longer
/// period that holds it.
package struct CalculationPeriod: Sendable, Equatable {
  package var from: CalendarDate
  /// The last day, inclusive.
  package var to: CalendarDate

  package init(from: CalendarDate, to: CalendarDate) {
    self.from = from
    self.to = to
  }
}
