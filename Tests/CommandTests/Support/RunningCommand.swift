import Foundation
import TestSupport

/// A command that runs until it is told to stop, and whose output is read while it runs.
final class RunningCommand {
  private let process = Process()
  private let lines = Recorder<String>()
  private static let end = "(the command has ended)"

  init(_ arguments: [String], in directory: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"]
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
    Thread.detachNewThread { [lines] in
      var rest = ""
      while case let piece = output.fileHandleForReading.availableData, !piece.isEmpty {
        var parts = (rest + String(decoding: piece, as: UTF8.self)).split(
          separator: "\n", omittingEmptySubsequences: false)
        rest = String(parts.removeLast())
        for line in parts { lines.append(String(line)) }
      }
      lines.append(Self.end)
    }
  }

  /// Waits for a line of output that begins like this, and gives its rest; nil if the command ends without one.
  func line(beginning prefix: String) async -> String? {
    let line = await lines.first { $0.hasPrefix(prefix) || $0 == Self.end }
    return line == Self.end ? nil : String(line.dropFirst(prefix.count))
  }

  /// Sends SIGTERM and waits for the end.
  func terminate() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
