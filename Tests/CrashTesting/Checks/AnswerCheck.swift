internal import SyntheticEvents
internal import TimeReport

/// Checks that every request has exactly one outcome or dead letter, and an allowed one.
enum AnswerCheck {
  static func findings(_ evidence: Evidence) -> [Finding] {
    let outcomes = Dictionary(grouping: evidence.outcomes, by: \.causationId)
    let reports = evidence.reports()
    return evidence.requests.compactMap { request in
      let answers = request.eventId.flatMap { outcomes[$0] } ?? []
      let letters = request.place.flatMap { evidence.deadLetters[$0] } ?? []
      func finding(_ kind: Finding.Kind, _ text: String) -> Finding {
        Finding(
          kind: kind,
          reportId: request.reportId,
          text: "Request \(request.eventId ?? "without id") (\(request.label)) \(text)"
        )
      }
      switch answers.count + letters.count {
      case 0: return request.place == nil ? nil : finding(.lost, "has no end.")
      case 1:
        let outcome = answers.first?.outcome
        let isExplained = outcome.map { request.reportId.flatMap { reports[$0] }?.explains($0) ?? false }
        guard isExplained == true || isExpected(request, outcome, letters.first) else {
          return finding(.other, "ended as \(answers.first?.outcome.type.rawValue ?? letters.first ?? "-").")
        }
        return nil
      default: return finding(.other, "has \(answers.count) outcomes and \(letters.count) dead letters.")
      }
    }
  }

  private static func isExpected(_ request: Request, _ outcome: Outcome?, _ deadLetter: String?) -> Bool {
    switch (request.kind, outcome) {
    case (.hostile, _): true
    case (.first(.prepared), .prepared): true
    case (.first(.accepted), .accepted(_, _, _, let duplicate, _, _)): !duplicate
    // The outcome reports that the arrival is unknown.
    case (.first(.accepted), .inDoubt): true
    case (.first(let expectation), .rejected(let stage, let problems, _)):
      problems.contains { expectation == .rejected(stage, $0.code) }
    case (.first(let expectation), nil):
      deadLetter.flatMap(ProblemCode.init).map { expectation == .deadLetter($0) } ?? false
    case (.again, .accepted), (.again, .inDoubt): true
    case (.again, .rejected(_, let problems, _)): problems.map(\.code) == [.reportInDoubt]
    case (.decision, .accepted), (.decision, .inDoubt), (.decision, .failed): true
    case (.decision, .rejected(_, let problems, _)): problems.map(\.code) == [.resolveNotInDoubt]
    default: false
    }
  }
}
