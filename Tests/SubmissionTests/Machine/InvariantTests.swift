@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

/// Invariants of the submitter for random requests, answers and crashes.
@Suite struct InvariantTests {
  @Test("the invariants hold with the policy hold", arguments: 0..<300) func holdPolicy(_ seed: Int) throws {
    try run(seed, false)
  }
  @Test("the invariants hold with the policy resend", arguments: 0..<300) func resendPolicy(_ seed: Int)
    throws
  { try run(seed, true) }

  private func run(_ seed: Int, _ resendsInDoubt: Bool) throws {
    var random = Seeded(seed)
    var world = SubmitWorld(
      requestsPerSecond: [0.5, 1, 10].randomElement(using: &random) ?? 1,
      maxInFlight: Int.random(in: 1...5, using: &random),
      resendsInDoubt: resendsInDoubt
    )
    for _ in 0..<200 { step(&world, &random) }
    try finish(&world)
    try check(world, resendsInDoubt)
  }

  private static let reports = ["A", "B", "C", "D", "E"]

  private func step(_ world: inout SubmitWorld, _ random: inout Seeded) {
    world.jitter = Double.random(in: 0...1, using: &random)
    let report = Self.reports.randomElement(using: &random) ?? "A"
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<20: world.submit(report, document: random.chance(70) ? "first" : "second")
    case 20..<28:
      world.resolve(
        report,
        [.accepted(txId: "resolved"), .resend, .abandon].randomElement(using: &random) ?? .resend
      )
    case 28..<30: world.receiveUnreadable()
    case 30..<60: answer(&world, &random)
    case 60..<64: world.crash()
    case 64..<66: crashMidway(&world, &random)
    case 66..<85: world.advance(by: .milliseconds(Int.random(in: 1...5_000, using: &random)))
    default: world.proceed()
    }
  }

  /// Ends a random call, sometimes with a crash before the settlement.
  private func answer(_ world: inout SubmitWorld, _ random: inout Seeded) {
    guard let call = world.calls.filter({ $0.endedAt == nil }).randomElement(using: &random) else { return }
    let result: SubmissionResult =
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<40: .receipt(txId: "receipt")
      case 40..<55: .refusal
      case 55..<70: .notDelivered
      case 70..<75: .unavailable(retryAfter: .seconds(Int.random(in: 0...100, using: &random)))
      case 75..<90: .serverFault
      default: .unknown
      }
    if random.chance(8) {
      _ = world.end(call.reportId, result)
      world.crash()
    } else {
      world.answer(call.reportId, result)
    }
  }

  /// Crashes between two commits of one step, or between recording an attempt and its call.
  private func crashMidway(_ world: inout SubmitWorld, _ random: inout Seeded) {
    switch world.machine.next(at: world.now, mayStart: true) {
    case .settle(let settlement): if random.chance(50) { world.commit(settlement) }
    case .discard(let offset): if random.chance(50) { world.discard(offset) }
    case .send(let item, let entry, _):
      if random.chance(70) {
        world.record(entry, item)
        world.advance(by: .milliseconds(Int.random(in: 0...3_000, using: &random)))
        if random.chance(50) { world.begin(item) }
      }
    case .conclude, .fetch, .wait, .idle: break
    }
    world.crash()
  }

  /// Answers all calls until nothing is left to do.
  private func finish(_ world: inout SubmitWorld) throws {
    for _ in 0..<2_000 {
      world.proceedThroughWaits()
      guard let call = world.calls.first(where: { $0.endedAt == nil }) else { return }
      world.answer(call.reportId, .receipt(txId: "receipt"))
    }
    Issue.record("the backlog does not become empty")
  }

  private func check(_ world: SubmitWorld, _ resendsInDoubt: Bool) throws {
    #expect(world.machine.backlog == 0)
    #expect(world.committed == Int64(world.outbox.count), "all records are settled")
    everyRecordIsAnsweredOnce(world)
    callsKeepTheirDistance(world)
    for report in Self.reports {
      let calls = world.calls.filter { $0.reportId == report }
      callsOfOneReportNeverOverlap(calls)
      nothingIsSentAfterAnAcceptance(world, report, calls)
      nothingIsSentTwiceUnseen(world, report, resendsInDoubt)
    }
  }

  private func everyRecordIsAnsweredOnce(_ world: SubmitWorld) {
    let answered =
      world.outcomes.map(\.offset) + world.deadLetters.filter { $0.code == .outboxUnreadable }.map(\.offset)
    #expect(answered.sorted() == world.outbox.indices.map(Int64.init))
    for answer in world.outcomes {
      #expect(world.outbox[Int(answer.offset)]?.reportId.name == answer.reportId)
    }
  }

  private func callsKeepTheirDistance(_ world: SubmitWorld) {
    let interval = Duration.seconds(1 / world.requestsPerSecond)
    for (earlier, later) in zip(world.callTimes, world.callTimes.dropFirst()) {
      #expect(later - earlier >= interval)
    }
  }

  private func callsOfOneReportNeverOverlap(_ calls: [SubmitWorld.Call]) {
    for (earlier, later) in zip(calls, calls.dropFirst()) {
      #expect(earlier.endedAt.map { $0 <= later.startedAt } == true)
    }
  }

  private func nothingIsSentAfterAnAcceptance(
    _ world: SubmitWorld,
    _ report: String,
    _ calls: [SubmitWorld.Call]
  ) {
    guard let accepted = world.acceptedAt[report] else { return }
    #expect(calls.allSatisfy { $0.startedAt <= accepted })
    #expect(world.outcomes(report).filter { $0.acceptance?.duplicate == false }.count == 1)
  }

  /// If a call may have arrived before the accepted one, a doubt was published or the acceptance is marked.
  private func nothingIsSentTwiceUnseen(_ world: SubmitWorld, _ report: String, _ resendsInDoubt: Bool) {
    guard let acceptance = world.outcomes(report).compactMap(\.acceptance).first(where: { !$0.duplicate })
    else { return }
    let doubtful = world.doubtfulCalls[report] ?? 0
    if acceptance.txId == "receipt", doubtful > 0 {
      #expect(acceptance.possiblyDuplicate)
    }
    if !resendsInDoubt, doubtful > 0 {
      #expect(world.outcomes(report).contains { $0.isInDoubt })
    }
  }
}
