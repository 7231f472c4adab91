package import TimeReport

extension Outcome {
  /// The outcome with its first problems only and without notices, for a topic that does not accept the whole.
  package var shortened: Outcome {
    func first(_ problems: [Problem]) -> [Problem] { Array(problems.prefix(10)) }
    return switch self {
    case .accepted(let txId, let acceptedAt, let attempts, let duplicate, let possiblyDuplicate, _):
      .accepted(
        txId: txId,
        acceptedAt: acceptedAt,
        attempts: attempts,
        duplicate: duplicate,
        possiblyDuplicate: possiblyDuplicate
      )
    case .rejected(let stage, let problems, let possiblyDuplicate):
      .rejected(stage: stage, problems: first(problems), possiblyDuplicate: possiblyDuplicate)
    case .failed(let attempts, let problems, let possiblyDuplicate):
      .failed(attempts: attempts, problems: first(problems), possiblyDuplicate: possiblyDuplicate)
    case .prepared, .inDoubt: self
    }
  }
}
