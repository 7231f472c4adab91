#if DEBUG
  internal import Foundation
  internal import Synchronization
#endif
package import Kafka

/// A point between two steps in the life of a report at which a debug build can kill or stop itself.
///
/// The crash test needs it: a crash between any two steps must lose nothing and send nothing twice unreported, and random
/// kills hardly ever hit some of these points. `ELT_ADAPTER_TEST_KILL_AT=attempt-recorded:3` kills the process (SIGKILL)
/// when it reaches the point for the third time; `attempt-recorded:3:stop` stops it there (SIGSTOP), so that other members
/// can take over. Release builds ignore the variable.
package enum StepBoundary: String, Sendable, CaseIterable {
  /// Intake has polled requests.
  case batchPolled = "batch-polled"
  /// Intake has processed them; nothing is written.
  case batchPrepared = "batch-prepared"
  /// The broker has all records of the batch, in a transaction that is not committed.
  case batchProduced = "batch-produced"
  case batchCommitted = "batch-committed"

  /// The submitter has fenced its predecessor and read the ledger.
  case takenOver = "taken-over"
  /// A report is next; no attempt is recorded.
  case lookedUp = "looked-up"
  /// The broker has the attempt, in a transaction that is not committed.
  case attemptProduced = "attempt-produced"
  /// The attempt is recorded; the call has not started.
  case attemptRecorded = "attempt-recorded"
  /// The answer was received; nothing of it is written.
  case answerReceived = "answer-received"
  /// The broker has ledger entry, outcome and offset, in a transaction that is not committed.
  case settlementProduced = "settlement-produced"
  case settlementCommitted = "settlement-committed"

  /// The variable does not have the form `BOUNDARY:COUNT` or `BOUNDARY:COUNT:stop`.
  package struct Malformed: Error, CustomStringConvertible {
    package let description: String
  }
}

#if DEBUG
  extension StepBoundary {
    package static let variable = "ELT_ADAPTER_TEST_KILL_AT"

    /// Kills or stops the process if the variable names this point.
    package func reached() {
      guard let trigger = Self.trigger, trigger.boundary == self else { return }
      guard trigger.passes.add(1, ordering: .relaxed).newValue == trigger.last else { return }
      kill(getpid(), trigger.signal)
    }

    fileprivate var isSelected: Bool { Self.trigger?.boundary == self }

    /// The name of the variable if it is set, so that this process will kill or stop itself; nil otherwise.
    package static func configuredVariable() throws(Malformed) -> String? {
      guard ProcessInfo.processInfo.environment[variable] != nil else { return nil }
      guard trigger == nil else { return variable }
      let names = allCases.map(\.rawValue).joined(separator: ", ")
      throw Malformed(
        description:
          "\(variable): needs a boundary and a count from 1, such as looked-up:3; boundaries: \(names)"
      )
    }

    private static let trigger = ProcessInfo.processInfo.environment[variable].flatMap(Trigger.init)

    private final class Trigger: Sendable {
      let boundary: StepBoundary
      /// The pass at which the process ends, from 1.
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
#else
  extension StepBoundary {
    package func reached() {}
    package static func configuredVariable() throws(Malformed) -> String? { nil }
  }
#endif

extension TransactionalProducer {
  /// Commits; in debug builds, stops at one of the boundaries just before the commit.
  package func commit(_ batch: TransactionBatch, endingAt boundaries: [StepBoundary])
    async throws(TransactionFailure)
  {
    #if DEBUG
      if let boundary = boundaries.first(where: \.isSelected) {
        return try await commit(batch, beforeCommit: boundary.reached)
      }
    #endif
    try await commit(batch)
  }
}
