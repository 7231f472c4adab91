/// Problems in the order they are met, the first hundred: enough to act on, and an answer of bounded size to whatever
/// is sent.
struct ProblemList {
  static let maximum = 100

  private(set) var problems: [Problem] = []
  private(set) var isEmpty = true

  mutating func add(_ problem: Problem) {
    isEmpty = false
    if problems.count < Self.maximum { problems.append(problem) }
  }

  mutating func add(contentsOf more: [Problem]) {
    for problem in more { add(problem) }
  }
}
