import Foundation
import TestSupport

/// A command that runs until it is told to stop, and whose output is read while it runs.
struct RunningCommand {
  private let process: ChildProcess

  init(_ arguments: [String], in directory: String, variables: [String: String] = [:]) throws {
    process = try ChildProcess(Binary.path, arguments, in: directory, variables: variables)
  }

  /// Whether it stands still, after SIGSTOP.
  var isStopped: Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process.processId)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last?.hasPrefix(" T") == true
  }

  /// Waits for a line of output that begins like this, and gives its rest; nil if the command ends without one.
  func line(beginning prefix: String) async throws -> String? {
    try await process.firstMatch { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
  }

  /// Waits for a line of output that contains this; false if the command ends without one.
  func says(_ text: String) async throws -> Bool {
    try await process.firstMatch { $0.contains(text) ? true : nil } ?? false
  }

  func send(_ signal: Int32) { process.send(signal) }

  /// Waits for the end; gives the exit status.
  func ended() async throws -> Int32 { try await process.ended() }

  /// All that it has written.
  var output: String { process.output }

  /// Waits for a line that holds this text.
  func waitFor(_ text: String) async throws {
    _ = try await process.firstMatch { $0.contains(text) ? true : nil }
  }

  /// Waits until `run` says where its admin server listens; nil if it ends without.
  func address() async throws -> String? {
    try await process.firstMatch { $0.firstMatch(of: /listening on ([0-9.]+:[0-9]+)/).map { String($0.1) } }
  }

  /// Sends SIGTERM and waits for the end; gives the exit status.
  func terminate() async throws -> Int32 { try await process.terminate() }

}
