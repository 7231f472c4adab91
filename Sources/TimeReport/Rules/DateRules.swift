/// A report is signed on or after the first day of its month, and not later than today.
package enum SignatureDateRule {
  /// - Parameter today: The Swedish date (`SwedishTime.date(at:)`).
  /// - Returns: Problems with pointers into a submit event.
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
      return Finding(
        .signatureDateBeforeMonth,
        "The signature is dated before the first day of the reporting month."
      )
    }
    return date > today
      ? Finding(.signatureDateInFuture, "The signature is dated later than today in Sweden.") : nil
  }
}

/// A late report is sent nevertheless, so the deadline gives a notice and never a rejection.
package enum DeadlineNotice {
  /// - Parameter today: The Swedish date (`SwedishTime.date(at:)`).
  package static func notice(month: CalendarMonth, today: CalendarDate) -> Problem? {
    let deadline = month.deadline
    guard today > deadline else { return nil }
    return Problem(.noticePastDeadline, "The report for \(month) is late: the deadline was \(deadline).")
  }
}
