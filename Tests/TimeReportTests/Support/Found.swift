import Testing

@testable import TimeReport

/// A problem without its message, for comparisons in tests.
struct Found: Hashable, CustomStringConvertible {
  let code: ProblemCode
  let place: Problem.Place?

  init(_ problem: Problem) {
    code = problem.code
    place = problem.place
  }

  init(_ code: ProblemCode, _ pointer: String) {
    self.code = code
    place = .pointer(pointer)
  }

  init(_ code: ProblemCode, line: Int) {
    self.code = code
    place = .line(line)
  }

  var description: String {
    switch place {
    case .pointer(let pointer): "\(code.rawValue) at \(pointer)"
    case .line(let line): "\(code.rawValue) at line \(line)"
    case nil: code.rawValue
    }
  }
}

func found(_ problems: some Sequence<Problem>) -> Set<Found> { Set(problems.map { Found($0) }) }

/// Returns an empty set for a success.
func found<Success>(_ result: Result<Success, Problems>) -> Set<Found> {
  if case .failure(let problems) = result { found(problems) } else { [] }
}

func found(_ decoded: DecodedEvent) -> Set<Found> {
  switch decoded {
  case .event: []
  case .refused(_, let problems), .unreadable(let problems): found(problems)
  }
}
