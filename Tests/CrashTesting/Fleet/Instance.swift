internal import Stages
internal import Foundation
internal import TestSupport

/// One `elt-adapter run`.
final class Instance: Sendable {
  /// Never reused: the test broker's list of a producer's aborted transactions is wrong for later transactions of the
  /// same producer, so no process inherits the id of another.
  let instanceId: String
  /// The step boundary at which the instance kills itself.
  let appointment: Appointment?
  private let process: ChildProcess

  struct Appointment: Sendable {
    let boundary: StepBoundary
    let pass: Int
  }

  init(
    _ instanceId: String,
    program: String,
    configurationFile: String,
    appointment: Appointment?,
    onLine: @escaping @Sendable (String) -> Void
  ) throws {
    self.instanceId = instanceId
    self.appointment = appointment
    process = try ChildProcess(
      program,
      ["run", "--config", configurationFile, "--kafka-instance-id", instanceId],
      variables: appointment.map { [StepBoundary.variable: "\($0.boundary.rawValue):\($0.pass)"] } ?? [:],
      onLine: onLine
    )
  }

  var log: String { process.output }

  /// The largest resident size so far, in bytes; nil if the process has ended.
  var peakMemory: Int? {
    let status = try? String(contentsOfFile: "/proc/\(process.processId)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
  }

  func send(_ signal: Int32) { process.send(signal) }

  /// The exit status, or the negative number of the signal that ended it.
  func ended() async throws -> Int32 { try await process.ended() }
}
