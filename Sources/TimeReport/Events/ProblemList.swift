/// Problems in the order they are met, the first hundred: enough to act on, and an answer of bounded size to whatever
/// is sent.
struct ProblemList {
  static let maximum = 100

  private(set) var problems: [Problem] = []
  var isEmpty: Bool { problems.isEmpty }

  /// - Parameter problem: made only if there is room, for to find out where it is takes time.
  mutating func add(_ problem: () -> Problem) {
    if problems.count < Self.maximum { problems.append(problem()) }
  }

  mutating func add(_ problem: Problem) { add { problem } }

  mutating func add(contentsOf more: [Problem]) {
    for problem in more { add(problem) }
  }
}
