internal import Foundation
internal import Kafka
internal import Synchronization

/// A point between two steps of the way of a report, at which the process can be made to kill or stop itself.
///
/// It exists for one purpose: `make torture` proves that a crash between any two steps loses nothing and sends nothing
/// twice unseen, and chance alone would hardly ever hit some of these points. `ELT_ADAPTER_TEST_KILL_AT`, for example
/// `attempt-recorded:3`, ends the process when it gets to a point for the third time, and `attempt-recorded:3:stop` stops it
/// there (SIGSTOP), so that others can join its groups meanwhile; without it this has no effect.
/// That a request has left and is not answered yet needs no point: only the service can see that, so the simulator
/// tells.
package enum StepBoundary: String, Sendable, CaseIterable {
  /// Prepare has requests in hand.
  case batchPolled = "batch-polled"
  /// It knows what they lead to; nothing is written.
  case batchPrepared = "batch-prepared"
  /// All of it is with the broker, in a transaction that is not committed.
  case batchProduced = "batch-produced"
  case batchCommitted = "batch-committed"

  /// Submit has fenced the owner before it and read the ledger.
  case takenOver = "taken-over"
  /// A report is next; no attempt is recorded.
  case lookedUp = "looked-up"
  /// The attempt is with the broker, in a transaction that is not committed.
  case attemptProduced = "attempt-produced"
  /// The attempt is recorded and its call has not begun.
  case attemptRecorded = "attempt-recorded"
  /// The answer is here; nothing of it is written.
  case answerReceived = "answer-received"
  /// Ledger entry, outcome and offset are with the broker, in a transaction that is not committed.
  case settlementProduced = "settlement-produced"
  case settlementCommitted = "settlement-committed"
}

extension StepBoundary {
  package static let variable = "ELT_ADAPTER_TEST_KILL_AT"

  /// Ends or stops the process if this is where it is to.
  func reached() {
    guard let appointment = Self.appointment, appointment.boundary == self else { return }
    guard appointment.passes.add(1, ordering: .relaxed).newValue == appointment.last else { return }
    kill(getpid(), appointment.signal)
  }

  /// Whether the process is to end at this point: only then is there anything to do before it.
  var isAppointed: Bool { Self.appointment?.boundary == self }

  /// Whether this process is to kill itself.
  ///
  /// - Throws: `ConfigurationError` where the variable is there and names no boundary.
  package static func isAnyAppointed() throws(ConfigurationError) -> Bool {
    guard ProcessInfo.processInfo.environment[variable] != nil else { return false }
    guard appointment == nil else { return true }
    let names = allCases.map(\.rawValue).joined(separator: ", ")
    throw ConfigurationError([
      ConfigurationProblem(
        variable,
        "needs a boundary and a count from 1, such as looked-up:3; there are \(names)"
      )
    ])
  }

  private static let appointment = ProcessInfo.processInfo.environment[variable].flatMap(Appointment.init)

  private final class Appointment: Sendable {
    let boundary: StepBoundary
    /// At which pass the process ends, from 1.
    let last: Int
    let passes = Atomic(0)
    let signal: Int32

    init?(_ text: String) {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2 || (parts.count == 3 && parts[2] == "stop"),
        let boundary = StepBoundary(rawValue: String(parts[0])),
        let last = Int(parts[1]),
        last > 0
      else { return nil }
      signal = parts.count == 3 ? SIGSTOP : SIGKILL
      self.boundary = boundary
      self.last = last
    }
  }
}

extension TransactionalProducer {
  /// Commits, unless the process is to end just before.
  func commit(_ batch: TransactionBatch, endingAt boundary: StepBoundary?) async throws(TransactionFailure) {
    guard let boundary, boundary.isAppointed else { return try await commit(batch) }
    try await commit(batch, beforeCommit: boundary.reached)
  }
}
