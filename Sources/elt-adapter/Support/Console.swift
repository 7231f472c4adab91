internal import Foundation
internal import TimeReport

/// What commands print: text for people, JSON for programs.
enum Console {
  /// Whoever reads may have had enough, as `head` does; that is no error.
  static func write(_ bytes: [UInt8]) { try? FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
  static func line(_ text: String = "") { write(Array((text + "\n").utf8)) }

  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    write([UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")])
  }

  /// Writes to a file, or to standard output where there is none.
  static func write(_ bytes: [UInt8], to path: String?) throws(CommandFailure) {
    guard let path, path != "-" else { return write(bytes) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure(.environment, "cannot write \(path)")
    }
  }

  /// https://no-color.org: whoever sets the variable, to anything but nothing, wants no colour.
  static var usesColour: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  static var isTerminal: Bool { isatty(FileHandle.standardOutput.fileDescriptor) == 1 }
}

/// A problem as programs read it: the members of the outcome events.
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

  /// `file:12: code: message`, as compilers write it.
  func text(file: String) -> String {
    let place = line.map { ":\($0)" } ?? pointer.map { " \($0)" } ?? ""
    return "\(file)\(place): \(code): \(message)\n  \(remedy)"
  }
}
