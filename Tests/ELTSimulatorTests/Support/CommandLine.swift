import Foundation

/// What a program that was run left behind.
struct CommandResult: Sendable {
  let status: Int32
  let output: [UInt8]
  /// Standard output and standard error, as one text.
  let text: String
}

/// Runs a program found on the path to its end, off the cooperative pool.
func run(_ arguments: String..., input: [UInt8] = []) async throws -> CommandResult {
  try await run(arguments, input: input)
}

func run(_ arguments: [String], input: [UInt8] = []) async throws -> CommandResult {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      continuation.resume(with: Result { try runHere(arguments, input: input) })
    }
  }
}

private func runHere(_ arguments: [String], input: [UInt8]) throws -> CommandResult {
  // Files instead of pipes: nothing can fill up and block.
  let folder = try TemporaryDirectory()
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = arguments
  process.standardInput = try FileHandle(forReadingFrom: URL(filePath: folder.write(input, to: "in")))
  process.standardOutput = try FileHandle(forWritingTo: URL(filePath: folder.write([], to: "out")))
  process.standardError = try FileHandle(forWritingTo: URL(filePath: folder.write([], to: "err")))
  try process.run()
  process.waitUntilExit()
  let output = try Data(contentsOf: URL(filePath: folder.file("out")))
  let errors = try Data(contentsOf: URL(filePath: folder.file("err")))
  return CommandResult(
    status: process.terminationStatus,
    output: [UInt8](output),
    text: String(decoding: output + errors, as: UTF8.self)
  )
}
