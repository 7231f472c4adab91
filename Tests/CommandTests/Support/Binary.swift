import Foundation
import TestSupport

/// The built `elt-adapter`, run as a user runs it.
enum Binary {
  /// It is built beside the tests.
  static let path: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return tests.appendingPathComponent("elt-adapter").path
  }()

  static func run(_ arguments: String..., input: String = "", in directory: String? = nil) async throws
    -> FinishedProcess
  {
    try await run(arguments, input: input, in: directory)
  }

  static func run(_ arguments: [String], input: String = "", in directory: String? = nil) async throws
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

/// A directory that goes away with the test.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "elt-adapter-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
