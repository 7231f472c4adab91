import ELT
import Kafka
import PipelineTestSupport
import Synchronization
import Testing
import TestSupport
import TimeReport

@testable import Adapter
@testable import Settings
@testable import Stages
@testable import PipelineRecords
@testable import Submission
@testable import Telemetry

/// The process is suspended (SIGSTOP, a frozen virtual machine) and resumed.
@Suite struct SuspendedProcessTests {
  /// A steady clock that jumps at the first wait for a turn.
  private final class JumpingClock: Sendable {
    private let ahead: Mutex<Duration> = .init(.zero)
    private let jump: Duration

    init(_ jump: Duration) { self.jump = jump }

    var clock: AdapterClock {
      var clock = AdapterClock.system
      clock.steady = { .now + self.ahead.withLock(\.self) }
      clock.sleep = { until in
        let now = ContinuousClock.now
        let isAtTurn = self.ahead.withLock { ahead in
          guard ahead == .zero, until - now < .seconds(1) else { return false }
          ahead = self.jump
          return true
        }
        if isAtTurn { return }
        try await ContinuousClock().sleep(until: until - self.ahead.withLock(\.self))
      }
      return clock
    }
  }

  /// If the process is suspended between recording and calling, another owner may have reported the attempt as in doubt.
  @Test(
    "an attempt that is long overdue is withdrawn before the call and made again",
    arguments: [(Duration.seconds(10), 0), (.seconds(20), 1)]
  )
  func overdueAttemptIsWithdrawn(_ jump: Duration, withdrawn: Int) async throws {
    try await StageBench.with { (bench) async throws in
      let sender = ScriptedSender()
      try await bench.publish([bench.submission("report")])
      try await bench.run([bench.submitStage(sender, clock: JumpingClock(jump).clock)]) {
        try await bench.outcomes(1)
      }
      #expect(sender.texts.count == 1)
      let outcome = try #require(try await bench.allOutcomes().first?.outcome)
      guard case .accepted(_, _, let made, _, let possiblyDuplicate, _) = outcome else {
        Issue.record("not accepted: \(outcome.type)")
        return
      }
      #expect(made == 1 && !possiblyDuplicate, "an attempt without a call does not count")
      #expect(bench.log.count(of: .callNotDelivered) == withdrawn)
    }
  }

  /// An owner that is stopped or cancelled must hand over the calls that it could not settle.
  @Test("unsettled calls of earlier owners in the process are kept until their records are settled")
  func unsettledCallsSurviveAnOwner() async throws {
    try await StageBench.with { (bench) async throws in
      func call(_ offset: Int64) -> SubmitMachine.EndedCall {
        .init(offset: offset, attempts: 1, caller: "earlier", result: .receipt(txId: "tx"), startedAt: 0)
      }
      let context = SubmitContext(
        settings: bench.configuration.submissionSettings(bench.telemetry),
        retry: bench.retry,
        sender: ScriptedSender(),
        outcomes: bench.outcomePublisher,
        telemetry: bench.telemetry,
        groupMetadata: { throw KafkaError.closed },
        clock: .system
      )
      let stopped = try PartitionSubmitter(partition: 0, context: context, unsettled: [call(5), call(6)])
      await stopped.stop()
      try await stopped.run()
      #expect(Set(await stopped.unsettled.map(\.offset)) == [5, 6])

      let cancelled = try PartitionSubmitter(partition: 0, context: context, unsettled: [call(7)])
      let task = Task { try await cancelled.run() }
      task.cancel()
      _ = await task.result
      #expect(await cancelled.unsettled.map(\.offset) == [7])
    }
  }
}
