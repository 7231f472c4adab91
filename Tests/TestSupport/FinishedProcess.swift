internal import Foundation
internal import Glibc
internal import Synchronization

/// The exit status and the output of a program that has ended.
package struct FinishedProcess: Sendable {
  package let status: Int32
  package let output: [UInt8]
  package let errors: [UInt8]

  package var outputText: String { String(decoding: output, as: UTF8.self) }
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
  /// Standard output followed by standard error.
  package var text: String { outputText + errorText }

  /// Runs a program on a separate thread and waits for its end. Blocking a thread of the cooperative pool would slow down the
  /// other tests and could block a server in this process that the program calls.
  ///
  /// - Parameter arguments: the program, found on the path, and its arguments.
  package static func run(
    _ arguments: [String],
    input: [UInt8] = [],
    environment: [String: String]? = nil,
    in directory: String? = nil
  ) async throws -> FinishedProcess {
    let program = RunningProgram()
    let watchdog = Task {
      try await program.waitUntilStuck()
      program.kill()
    }
    defer { watchdog.cancel() }
    let result = try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread {
          continuation.resume(
            with: Result {
              try runHere(arguments, input: input, environment: environment, in: directory, program)
            }
          )
        }
      }
    } onCancel: {
      program.kill()
    }
    try Task.checkCancellation()
    guard !program.isKilled else {
      throw TestFailure("\(arguments.prefix(2)) made no progress and was killed: \(result.text.suffix(2000))")
    }
    return result
  }

  package static func run(_ arguments: String..., input: [UInt8] = []) async throws -> FinishedProcess {
    try await run(arguments, input: input)
  }

  private static func runHere(
    _ arguments: [String],
    input: [UInt8],
    environment: [String: String]?,
    in directory: String?,
    _ program: RunningProgram
  ) throws -> FinishedProcess {
    // Files cannot fill up and block, as pipes can.
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "elt-adapter-run-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (inFile, outFile, errFile) = (
      folder.appending(path: "in"), folder.appending(path: "out"), folder.appending(path: "err")
    )
    try Data(input).write(to: inFile)
    for file in [outFile, errFile] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    if let environment { process.environment = environment }
    if let directory { process.currentDirectoryURL = URL(filePath: directory) }
    let descriptors = [
      open(inFile.path, O_RDONLY), open(outFile.path, O_WRONLY), open(errFile.path, O_WRONLY),
    ]
    defer { for descriptor in descriptors { close(descriptor) } }
    guard descriptors.allSatisfy({ $0 >= 0 }) else { throw POSIXError(.EMFILE) }
    // `FileHandle` ends the whole process if its close is interrupted.
    let handles = descriptors.map { FileHandle(fileDescriptor: $0, closeOnDealloc: false) }
    (process.standardInput, process.standardOutput, process.standardError) = (
      handles[0], handles[1], handles[2]
    )
    try process.run()
    program.started(process.processIdentifier)
    process.waitUntilExit()
    program.ended()
    return FinishedProcess(
      status: process.terminationStatus,
      output: [UInt8](try Data(contentsOf: outFile)),
      errors: [UInt8](try Data(contentsOf: errFile))
    )
  }
}

/// A program that can be killed while a thread waits for its end.
private final class RunningProgram: Sendable {
  private struct State {
    var processId: pid_t?
    var isKilled = false
  }

  private let state = Mutex(State())

  var isKilled: Bool { state.withLock(\.isKilled) }

  func started(_ processId: pid_t) {
    state.withLock { state in
      state.processId = processId
      if state.isKilled { Glibc.kill(processId, SIGKILL) }
    }
  }

  func ended() { state.withLock { $0.processId = nil } }

  func kill() {
    state.withLock { state in
      state.isKilled = true
      if let processId = state.processId { Glibc.kill(processId, SIGKILL) }
    }
  }

  /// Returns when `Patience` is exhausted. CPU time counts as progress, because the output goes to files. An idle program uses
  /// too little to count.
  func waitUntilStuck() async throws {
    var patience = Patience()
    var counted = 0
    while (try? patience.check("")) != nil {
      try await Task.sleep(for: .seconds(1))
      let used = state.withLock(\.processId).map(Self.cpuSeconds) ?? 0
      guard used >= counted + 10 else { continue }
      counted = used
      Patience.progressed()
    }
    try Task.checkCancellation()
  }

  private static func cpuSeconds(of processId: pid_t) -> Int {
    let stat = try? String(contentsOfFile: "/proc/\(processId)/stat", encoding: .utf8)
    // The name ends with the last parenthesis; the state is field 3 and the times are fields 14 and 15.
    let fields = stat?.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12 else { return 0 }
    return ((Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)) / 100
  }
}
