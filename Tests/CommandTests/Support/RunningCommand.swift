import Telemetry
import Foundation
import TestSupport

/// A running command whose output can be read meanwhile.
struct RunningCommand {
  private let process: ChildProcess

  init(_ binary: Binary, _ arguments: [String], in directory: String, variables: [String: String] = [:])
    throws
  {
    process = try ChildProcess(binary.path, arguments, in: directory, variables: variables)
  }

  /// Whether it is suspended by SIGSTOP.
  var isStopped: Bool {
    let stat = try? String(contentsOfFile: "/proc/\(process.processId)/stat", encoding: .utf8)
    return stat?.split(separator: ")").last?.hasPrefix(" T") == true
  }

  /// Waits for a line with this prefix and returns the rest of the line; nil if the command ends without one.
  func line(beginning prefix: String) async throws -> String? {
    try await process.firstMatch { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
  }

  /// Waits until the event is logged; returns false if the command ends without it.
  func logs(_ event: LogEvent) async throws -> Bool {
    try await process.firstMatch { event.isLogged(in: $0) ? true : nil } ?? false
  }

  func send(_ signal: Int32) { process.send(signal) }

  /// Waits for the end and returns the exit status.
  func ended() async throws -> Int32 { try await process.ended() }

  /// The output so far.
  var output: String { process.output }

  /// Waits for the address of the admin server of `run`; nil if it ends without one.
  func address() async throws -> String? {
    try await process.firstMatch { line in
      guard LogEvent.adminServerStarted.isLogged(in: line) else { return nil }
      return line.firstMatch(of: /"address":"([0-9.]+:[0-9]+)"/).map { String($0.1) }
    }
  }

  /// Sends SIGTERM, waits for the end and returns the exit status.
  func terminate() async throws -> Int32 { try await process.terminate() }
}
