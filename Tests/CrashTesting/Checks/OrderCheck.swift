internal import TimeReport

/// Checks that the sequence of a report's outcomes is possible.
enum OrderCheck {
  private enum State { case open, accepted, inDoubt, failed, rejected }

  static func findings(_ reportId: ReportId, _ report: ReportEvidence) -> [Finding] {
    var state = State.open
    for event in report.outcomes {
      let next: State? =
        switch (state, event.outcome) {
        // A rejection that does not change the state of the report.
        case (_, .prepared), (_, .rejected(.decode, _, _)), (_, .rejected(.convert, _, _)),
          (_, .rejected(.validate, _, _)),
          (_, .rejected(.signatures, _, _)):
          state
        case (.open, .accepted(_, _, _, false, _, _)), (.inDoubt, .accepted(_, _, _, false, _, _)),
          (.failed, .accepted(_, _, _, false, _, _)), (.accepted, .accepted(_, _, _, true, _, _)):
          .accepted
        case (.open, .inDoubt), (.inDoubt, .inDoubt), (.failed, .inDoubt): .inDoubt
        case (.inDoubt, .failed): .failed
        case (.open, .failed), (.failed, .failed): report.explains(event.outcome) ? .failed : nil
        case (.open, .rejected(.submit, _, _)) where report.explains(event.outcome),
          (.inDoubt, .rejected(.submit, _, _)) where report.explains(event.outcome):
          .rejected
        case (_, .rejected(.submit, let problems, _)): refusal(state, problems.map(\.code))
        default: nil
        }
      guard let next else {
        return [
          Finding(
            kind: .other,
            reportId: reportId,
            text:
              "Report \(reportId) was \(state), and then came \(event.outcome.type.rawValue) for \(event.causationId)."
          )
        ]
      }
      state = next
    }
    return []
  }

  private static func refusal(_ state: State, _ codes: [ProblemCode]) -> State? {
    switch (state, codes) {
    case (.inDoubt, [.reportInDoubt]), (.open, [.resolveUnknownReport]), (.accepted, [.resolveNotInDoubt]),
      (.failed, [.resolveNotInDoubt]):
      state
    default: nil
    }
  }
}
