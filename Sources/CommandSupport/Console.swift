internal import Foundation

/// Standard output of the commands: text for people, JSON for programs.
package enum Console {
  /// The reader may close the pipe early (for example, `head`), which is not an error.
  package static func write(_ bytes: [UInt8]) {
    try? FileHandle.standardOutput.write(contentsOf: Data(bytes))
  }
  package static func line(_ text: String = "") { write(Array((text + "\n").utf8)) }

  package static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    write([UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")])
  }

  /// Writes to a file, or to standard output if `path` is nil or `-`.
  package static func write(_ bytes: [UInt8], to path: String?) throws(CommandFailure) {
    guard let path, path != "-" else { return write(bytes) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure(.environment, "cannot write \(path)")
    }
  }

  /// False if `NO_COLOR` is set and not empty (https://no-color.org).
  package static var usesColour: Bool {
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  package static var isTerminal: Bool { isatty(FileHandle.standardOutput.fileDescriptor) == 1 }
}
