import Foundation

/// A command that runs until it is told to stop, with its output in a file.
final class RunningCommand {
  private let process = Process()
  private let outputFile: String

  init(_ arguments: [String], in directory: String, output: String) throws {
    outputFile = directory + "/" + output
    try Data().write(to: URL(fileURLWithPath: outputFile))
    let handle = FileHandle(forWritingAtPath: outputFile)
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin"]
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
  }

  var output: String { (try? String(contentsOfFile: outputFile, encoding: .utf8)) ?? "" }

  /// Waits for a line of output that begins like this, and gives its rest; nil if it does not come in time.
  func line(beginning prefix: String, within limit: Duration) async -> String? {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline, process.isRunning {
      for line in output.split(separator: "\n") where line.hasPrefix(prefix) {
        return String(line.dropFirst(prefix.count))
      }
      await Task.yield()
    }
    return nil
  }

  /// Sends SIGTERM and waits for the end.
  func terminate() -> Int32 {
    process.terminate()
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
}
