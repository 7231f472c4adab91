/// A finished report is signed on or after the first day of its month, and no later than today.
package enum SignatureDateRule {
  /// - Parameter today: the Swedish date (`SwedishTime.date(at:)`).
  /// - Returns: problems with pointers into a submit event.
  package static func check(
    assistant: CalendarDate?,
    provider: CalendarDate?,
    month: CalendarMonth,
    today: CalendarDate
  ) -> [Problem] {
    [("assistant", assistant), ("provider", provider)].compactMap { role, date in
      date.flatMap { finding(in: $0, month: month, today: today) }?
        .at(.pointer("/data/signatures/\(role)/signedOn"))
    }
  }

  private static func finding(in date: CalendarDate, month: CalendarMonth, today: CalendarDate) -> Finding? {
    if date < month.firstDay {
      return Finding(.signatureDateBeforeMonth, "The signature is dated before the reported month began.")
    }
    return date > today
      ? Finding(.signatureDateInFuture, "The signature is dated later than today.") : nil
  }
}
