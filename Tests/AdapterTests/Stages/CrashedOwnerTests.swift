@testable import Submission
import PipelineTestSupport
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@testable import PipelineRecords
@testable import Telemetry

/// The previous owner crashed during a call: its attempt is in the ledger, and the outbox offset is not committed.
@Suite struct CrashedOwnerTests {
  private func leaveAttempt(in bench: StageBench) async throws {
    let entry = LedgerEntry(
      state: .sending,
      digest: "first",
      attempts: 1,
      txId: nil,
      attemptedAt: 1_700_000_000_000,
      changedAt: 1_700_000_000_000,
      offset: 0,
      submissionOffset: 0,
      possiblyDuplicate: false
    )
    try await bench.publish([
      bench.submission("A"),
      ProducerRecord(
        topic: bench.topics.ledger,
        partition: 0,
        key: Array(ReportId.named("A").text.utf8),
        value: try entry.encoded(),
        headers: []
      ),
    ])
  }

  @Test("an attempt left open by a crash is reported in doubt once") func openAttemptIsInDoubtOnce()
    async throws
  {
    try await StageBench.with { bench in
      try await leaveAttempt(in: bench)
      let sender = ScriptedSender()
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
      try await bench.publish([bench.submission("B")])
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(2) }
      #expect(sender.texts == ["B first"])
      let outcomes = try await bench.allOutcomes().filter { $0.reportId == "A" }.map(\.outcome)
      #expect(
        outcomes == [
          .inDoubt(attemptedAt: 1_700_000_000_000, attempts: 1, reason: SubmitMachine.processEnded)
        ]
      )
    }
  }

  @Test("with the resend policy the report is sent again and marked as possibly duplicate")
  func resentAttemptIsMarked() async throws {
    try await StageBench.with(["ELT_ADAPTER_IN_DOUBT": "resend"]) { bench in
      try await leaveAttempt(in: bench)
      let sender = ScriptedSender()
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(1) }
      let acceptance = try await bench.allOutcomes().first?.outcome.acceptance
      #expect(acceptance?.attempts == 2)
      #expect(acceptance?.possiblyDuplicate == true)
      #expect(sender.texts == ["A first"])
    }
  }

  @Test("a call that outlasts the shutdown is reported in doubt") func callOutlastingTheShutdownIsInDoubt()
    async throws
  {
    try await StageBench.with { bench in
      let sender = ScriptedSender { _, _ in
        // Ends when the call is cancelled.
        await Gate().wait()
        return .unknown(TransportFailure(.transportCancelled, "The call was cut off."))
      }
      var clock = AdapterClock.system
      clock.sleep = { until in
        // The shutdown timeout elapses at once; other waits keep their length.
        if until < .now + .seconds(20) || until > .now + .seconds(3600) {
          try await ContinuousClock().sleep(until: until)
        }
      }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender, clock: clock)]) {
        try await sender.calls.first { _ in true }
      }
      #expect(try await bench.allOutcomes().map(\.outcome.isInDoubt) == [true])
    }
  }
}
