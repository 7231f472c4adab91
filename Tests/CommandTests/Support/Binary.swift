import Foundation
import TestSupport

/// A built program, run as a user runs it.
struct Binary {
  static let adapter = Binary(name: "elt-adapter")
  static let simulator = Binary(name: "elt-simulator")

  let path: String

  /// The programs are in the same directory as the tests.
  private init(name: String) {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    path = tests.appendingPathComponent(name).path
  }

  func run(_ arguments: String..., input: String = "", in directory: String? = nil) async throws
    -> FinishedProcess
  {
    try await run(arguments, input: input, in: directory)
  }

  func run(_ arguments: [String], input: String = "", in directory: String? = nil) async throws
    -> FinishedProcess
  {
    try await Slots.programs.withSlot {
      try await FinishedProcess.run(
        [path] + arguments,
        input: Array(input.utf8),
        environment: ["PATH": "/usr/bin:/bin"],
        in: directory
      )
    }
  }
}
