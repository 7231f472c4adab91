/// One problem of a request or, if its code begins with `notice.`, one remark about it.
///
/// The message is one sentence. Neither the message nor the place contains personal data: no name, number, phone or
/// part of a document.
package struct Problem: Error, Sendable, Hashable {
  package let code: ProblemCode
  package let message: String
  package let place: Place?

  package init(_ code: ProblemCode, _ message: String, at place: Place? = nil) {
    self.code = code
    self.message = message
    self.place = place
  }

  /// The place of the problem in the input.
  package enum Place: Sendable, Hashable {
    /// A JSON pointer (RFC 6901) into the request event, for example `/data/report/shifts/3/end`.
    case pointer(String)
    /// A line, from 1, of the XML document in the request.
    case line(Int)
  }
}

/// All problems of one input, as the error of a `Result`; never empty there.
package struct Problems: Error, Sendable, Hashable, RandomAccessCollection {
  package let all: [Problem]

  package init(_ all: [Problem]) { self.all = all }

  package var startIndex: Int { all.startIndex }
  package var endIndex: Int { all.endIndex }
  package subscript(position: Int) -> Problem { all[position] }
}

/// Collects the first hundred problems of one input, so that the size of an outcome is bounded.
struct ProblemList {
  static let maximum = 100

  private(set) var problems: [Problem] = []
  var isEmpty: Bool { problems.isEmpty }

  /// - Parameter problem: Evaluated only if the list has room, because computing a pointer takes time.
  mutating func add(_ problem: () -> Problem) {
    if problems.count < Self.maximum { problems.append(problem()) }
  }

  mutating func add(_ problem: Problem) { add { problem } }

  mutating func add(contentsOf more: [Problem]) {
    for problem in more { add(problem) }
  }
}

/// A problem that a rule found, without its place: the same rule checks fields of an event and elements of a document.
struct Finding: Error {
  let code: ProblemCode
  let message: String

  init(_ code: ProblemCode, _ message: String) {
    self.code = code
    self.message = message
  }

  func at(_ place: Problem.Place) -> Problem { Problem(code, message, at: place) }
}
