import Foundation

/// Runs a program to its end without blocking a thread of the test run.
enum ProcessRunner {
  struct Result: Sendable {
    let status: Int32
    let output: String
  }

  /// - Returns: what it wrote to standard output; standard error is the test run's own.
  static func run(_ executable: URL, _ arguments: [String]) async throws -> Result {
    // A file and not a pipe: it takes any amount of output while nobody reads.
    let file = FileManager.default.temporaryDirectory.appending(path: "elt-adapter-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: file)
    let status = try await withCheckedThrowingContinuation {
      (continuation: CheckedContinuation<Int32, any Error>) in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return Result(status: status, output: String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }
}
