/// A late report is still taken: the deadline is worth a notice, never a refusal.
package enum DeadlineNotice {
  /// - Parameter today: the Swedish date (`SwedishTime.date(at:)`).
  package static func notice(month: CalendarMonth, today: CalendarDate) -> Problem? {
    let deadline = month.deadline
    guard today > deadline else { return nil }
    return Problem(
      .noticePastDeadline,
      "The report comes after \(deadline), the last day in time for \(month)."
    )
  }
}
