internal import TimeReport

/// A problem with the same members as in outcome events.
struct ProblemReport: Encodable {
  let code: String
  let message: String
  let remedy: String
  let pointer: String?
  let line: Int?

  init(_ problem: Problem) {
    code = problem.code.rawValue
    message = problem.message
    remedy = problem.code.remedy
    (pointer, line) =
      switch problem.place {
      case .pointer(let pointer): (pointer, nil)
      case .line(let line): (nil, line)
      case nil: (nil, nil)
      }
  }

  /// `file, line 12: code: message`, or `file /pointer: code: message`.
  func text(file: String) -> String {
    let place = line.map { ", line \($0)" } ?? pointer.map { " \($0)" } ?? ""
    return "\(file)\(place): \(code): \(message)\n  \(remedy)"
  }
}
