@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing

@testable import Stages
@testable import Submission

/// Crashes at each step: the next owner knows only what was committed.
@Suite struct CrashTests {
  @Test("after a crash before the attempt is recorded, the report is sent once") func crashBeforeTheAttempt()
  {
    var world = SubmitWorld()
    world.submit("A")
    guard case .send = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    world.crash()
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.outcomes("A").map { $0.acceptance?.attempts } == [1])
    #expect(world.calls.count == 1)
  }

  @Test("after a crash between attempt and call, the report is in doubt and not sent")
  func crashBeforeTheCall() {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    guard case .send(let item, let entry, _) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    world.record(entry, item)
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.isInDoubt) == [true])
    #expect(world.calls.isEmpty)
    #expect(world.committed == 1)
  }

  /// An owner returns that could not record its attempt. The ledger holds an attempt with the same number and time that
  /// another owner made and that may have arrived.
  @Test(
    "a returning owner settles an attempt only if it made the call",
    arguments: [("ours", true), ("another's", false), (nil, false)]
  )
  func returningOwnerChecksTheCaller(_ caller: String?, isKnown: Bool) {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    guard case .send(let item, let entry, _) = world.machine.next(at: world.now, mayStart: true) else {
      Issue.record("not sent")
      return
    }
    var ledger = Ledger()
    ledger.record(entry, for: "A", by: caller)
    let call = SubmitMachine.EndedCall(
      offset: item.offset,
      attempts: item.attempts,
      caller: "ours",
      result: .notDelivered(TransportFailure(.transportCancelled, "")),
      startedAt: entry.attemptedAt
    )
    var machine = SubmitMachine(
      ledger: ledger,
      pacer: Pacer(requestsPerSecond: 1, partitions: 1),
      retry: RetryPolicy(),
      maxInFlight: 4,
      resendsInDoubt: false,
      unsettled: [call]
    )
    machine.received(item.record, at: item.offset)
    switch machine.next(at: world.now, mayStart: true) {
    case .conclude: #expect(isKnown)
    case .settle(let settlement): #expect(!isKnown && settlement.entry?.state == .inDoubt)
    default: Issue.record("neither concluded nor in doubt")
    }
  }

  @Test("after a crash during the call, the doubt is published once") func crashDuringTheCall() {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    world.proceed()
    world.crash()
    world.proceedThroughWaits()
    #expect(
      world.outcomes("A") == [
        .inDoubt(attemptedAt: 1_800_000_000_000, attempts: 1, reason: SubmitMachine.processEnded)
      ]
    )
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").count == 1, "the doubt is published once")
    #expect(world.calls.count == 1)
  }

  @Test("after a crash during the call, the resend policy sends again and marks the acceptance")
  func crashDuringTheCallWithResend() {
    var world = SubmitWorld(resendsInDoubt: true)
    world.submit("A")
    world.proceed()
    world.crash()
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.calls.count == 2)
    let acceptance = world.outcomes("A").first?.acceptance
    #expect(acceptance?.attempts == 2)
    #expect(acceptance?.possiblyDuplicate == true)
    #expect(world.outcomes.count == 1)
  }

  @Test("after a crash before the settlement, the report is in doubt") func crashBeforeTheSettlement() {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    world.proceed()
    #expect(world.end("A", .receipt(txId: "tx")) != nil)
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.isInDoubt) == [true], "the receipt was never recorded")
  }

  @Test("records settled beyond the committed offset are not repeated") func settledRecordsAreNotRepeated() {
    var world = SubmitWorld(requestsPerSecond: 1000, resendsInDoubt: false)
    for name in ["A", "B", "C"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("B", .receipt(txId: "tx"))
    world.answer("C", .refusal)
    #expect(world.committed == 0)
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("B").count == 1)
    #expect(world.outcomes("C").count == 1)
    #expect(world.outcomes("A").map(\.isInDoubt) == [true])
    #expect(world.committed == 3)
  }

  @Test("after a crash during the call of a correction, only the correction is in doubt")
  func crashDuringTheCallOfACorrection() {
    var world = SubmitWorld(requestsPerSecond: 1000, resendsInDoubt: false)
    world.submit("slow")
    world.submit("A")
    world.proceedThroughWaits()
    world.answer("A", .refusal)
    world.submit("A", document: "corrected")
    world.proceedThroughWaits()
    #expect(world.committed == 0)
    world.crash()
    world.proceedThroughWaits()
    #expect(
      world.outcomes("A").map(\.type) == [.rejected, .inDoubt],
      "the first document was answered already"
    )
    #expect(world.outcomes.map(\.offset).sorted() == [0, 1, 2])
  }

  @Test("after a crash during a resend, the resend is in doubt") func crashDuringAResend() {
    var world = SubmitWorld(requestsPerSecond: 1000, resendsInDoubt: false)
    world.submit("slow")
    world.submit("A")
    world.proceedThroughWaits()
    world.answer("A", .unknown)
    world.resolve("A", .resend)
    world.answer("slow", .serverFault)
    world.proceed()
    #expect(world.reportsCalled == ["slow", "A", "A"])
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.isInDoubt) == [true, true])
    #expect(world.outcomes("A").count == 2, "one for the submission, one for the resend")
  }

  @Test("with the resend policy, a resend continues after a crash") func resendContinuesWithTheResendPolicy()
  {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("A")
    world.proceed()
    world.answer("A", .unknown)
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.resendsInDoubt = true
    world.crash()
    world.proceedThroughWaits()
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.calls.count == 3)
    #expect(world.outcomes("A").last?.acceptance?.possiblyDuplicate == true)
  }

  @Test("a refusal without a ledger entry is published once") func refusalIsPublishedOnce() {
    var world = SubmitWorld(resendsInDoubt: false)
    world.submit("slow")
    world.resolve("A", .abandon)
    world.proceedThroughWaits()
    world.crash()
    world.proceedThroughWaits()
    #expect(world.outcomes("A").map(\.firstCode) == [.resolveUnknownReport])
    #expect(world.committed == 2)
  }

  /// Both calls are in doubt, so even a manual acceptance may hide a second arrival.
  @Test("a resent report in doubt that is resolved as accepted stays possibly duplicate")
  func resentReportInDoubtStaysMarked() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.crash()
    world.proceed()
    world.resolve("A", .resend)
    world.proceedThroughWaits()
    world.crash()
    world.proceedThroughWaits()
    world.resolve("A", .accepted(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.calls.count == 2)
    #expect(world.outcomes("A").map(\.type) == [.inDoubt, .inDoubt, .accepted])
    #expect(world.outcomes("A").last?.acceptance?.possiblyDuplicate == true)
  }
}
