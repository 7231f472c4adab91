internal import Foundation
internal import Glibc

/// What a program that ran to its end left behind.
package struct FinishedProcess: Sendable {
  package let status: Int32
  package let output: [UInt8]
  package let errors: [UInt8]

  package var outputText: String { String(decoding: output, as: UTF8.self) }
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
  /// Standard output and standard error, as one text.
  package var text: String { outputText + errorText }

  /// Runs a program to its end, on a thread of its own: a test that blocks one of the few threads of the cooperative
  /// pool takes it from all the others, and from whatever runs in this process and is to answer the program.
  ///
  /// - Parameter arguments: the program, found on the path, and its arguments.
  package static func run(
    _ arguments: [String],
    input: [UInt8] = [],
    environment: [String: String]? = nil,
    in directory: String? = nil
  ) async throws -> FinishedProcess {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result { try runHere(arguments, input: input, environment: environment, in: directory) }
        )
      }
    }
  }

  private static func runHere(
    _ arguments: [String],
    input: [UInt8],
    environment: [String: String]?,
    in directory: String?
  ) throws -> FinishedProcess {
    // Files instead of pipes: nothing can fill up and block.
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
    // Not for `FileHandle` to close: where that is interrupted, it ends the whole process.
    let handles = descriptors.map { FileHandle(fileDescriptor: $0, closeOnDealloc: false) }
    (process.standardInput, process.standardOutput, process.standardError) = (
      handles[0], handles[1], handles[2]
    )
    try process.run()
    process.waitUntilExit()
    return FinishedProcess(
      status: process.terminationStatus,
      output: [UInt8](try Data(contentsOf: outFile)),
      errors: [UInt8](try Data(contentsOf: errFile))
    )
  }
}
