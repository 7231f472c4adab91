import TestSupport
import PipelineTestSupport
import ELT
import Kafka
import TimeReport

@testable import PipelineRecords
@testable import Stages
@testable import Submission
@testable import Telemetry

/// Runs a `SubmitMachine` as `PartitionSubmitter` does, with an outbox, a ledger, published outcomes and calls in memory.
/// The test controls time, answers and crashes, and calls reports by their names.
struct SubmitWorld {
  struct Call: Equatable {
    let reportId: String
    let offset: Int64
    let envelope: [UInt8]
    let startedAt: ContinuousClock.Instant
    let startedAtWall: Timestamp
    var endedAt: ContinuousClock.Instant?
  }

  struct Published: Equatable {
    let reportId: String
    /// The offset of the outbox record that was answered.
    let offset: Int64
    let outcome: Outcome
  }

  var retry = RetryPolicy()
  var maxInFlight: Int
  var resendsInDoubt: Bool
  let requestsPerSecond: Double

  let start: ContinuousClock.Instant
  private(set) var now: SubmitMachine.Now
  private(set) var outbox: [OutboxRecord?] = []
  /// The committed ledger; like `committed`, `outcomes` and `deadLetters` it survives a crash.
  private(set) var ledger: [String: LedgerEntry] = [:]
  private(set) var committed: Int64 = 0
  private(set) var outcomes: [Published] = []
  private(set) var deadLetters: [(offset: Int64, code: ProblemCode)] = []
  private(set) var calls: [Call] = []
  var machine: SubmitMachine
  /// The jitter of backoffs, 0 to 1.
  var jitter = 1.0
  /// The time at which each report was accepted.
  private(set) var acceptedAt: [String: ContinuousClock.Instant] = [:]
  /// Calls with an unknown result, because of the answer or because of a crash.
  private(set) var doubtfulCalls: [String: Int] = [:]
  /// The report whose answer is not committed yet.
  private var unsettled: String?
  /// Outbox records that retention has deleted.
  var gone: Set<Int64> = []

  init(
    requestsPerSecond: Double = 1,
    maxInFlight: Int = 4,
    resendsInDoubt: Bool = false,
    retry: RetryPolicy = .init()
  ) {
    (self.requestsPerSecond, self.maxInFlight, self.resendsInDoubt, self.retry) = (
      requestsPerSecond, maxInFlight, resendsInDoubt, retry
    )
    start = .now
    now = .init(steady: start, wall: 1_800_000_000_000)
    machine = SubmitMachine(
      ledger: Ledger(),
      pacer: Pacer(requestsPerSecond: requestsPerSecond, partitions: 1),
      retry: retry,
      maxInFlight: maxInFlight,
      resendsInDoubt: resendsInDoubt
    )
  }

  // MARK: Records

  /// Adds a submission to the outbox. Its bytes name the report and the document.
  @discardableResult
  mutating func submit(_ reportId: String, document: String = "first", notices: [Problem] = []) -> Int64 {
    publish(
      .submit(envelope: Array("\(reportId) \(document)".utf8), digest: .named(document)),
      reportId,
      notices
    )
  }

  @discardableResult
  mutating func resolve(_ reportId: String, _ resolution: ResolveRequest.Resolution) -> Int64 {
    publish(.resolve(resolution), reportId, [])
  }

  private mutating func publish(_ request: OutboxRecord.Request, _ reportId: String, _ notices: [Problem])
    -> Int64
  {
    let offset = Int64(outbox.count)
    let record = OutboxRecord(
      reportId: .named(reportId),
      request: request,
      origin: .init(causationId: "event-\(offset)", trace: TraceContext(), requestKey: nil),
      notices: notices
    )
    outbox.append(record)
    machine.received(record, at: offset)
    return offset
  }

  /// Adds an unreadable record to the outbox.
  mutating func receiveUnreadable() {
    machine.receivedUnreadable(at: Int64(outbox.count))
    outbox.append(nil)
  }

  // MARK: Actions of the submitter

  /// Executes the actions of the machine until it waits.
  ///
  /// - Returns: the time until which it waits; nil if it waits for a record or an answer.
  @discardableResult
  mutating func proceed() -> ContinuousClock.Instant? {
    while true {
      switch machine.next(at: now, mayStart: true) {
      case .settle(let settlement): commit(settlement)
      case .conclude(let call): conclude(call)
      case .discard(let offset): discard(offset)
      case .fetch(let item, let offset):
        if let settlement = machine.fetched(submission(at: offset), for: item, at: now) { commit(settlement) }
      case .send(let item, let entry, let turn):
        record(entry, item)
        advance(to: turn)
        while case .wait(let until) = machine.mayStart(item.offset, turn: turn, at: now) {
          advance(to: until)
        }
        begin(item)
      case .wait(let until): return until
      case .idle: return nil
      }
    }
  }

  /// Executes actions and lets time pass until the machine waits for a record or an answer.
  mutating func proceedThroughWaits() {
    while let until = proceed() { advance(to: until) }
  }

  /// Executes actions, answers each call and lets time pass, until this time after the start or until nothing is left to do.
  mutating func run(until end: Duration, _ result: (_ reportId: String) -> SubmissionResult) {
    while now.steady - start < end {
      if let call = calls.suffix(8).first(where: { $0.endedAt == nil }) {
        answer(call.reportId, result(call.reportId))
      } else if let until = proceed() {
        advance(to: until)
      } else if !calls.suffix(8).contains(where: { $0.endedAt == nil }) {
        return
      }
    }
  }

  mutating func record(_ entry: LedgerEntry, _ item: SubmitMachine.Item) {
    ledger[item.record.reportId.name] = entry
    machine.committed(entry, for: item.record.reportId)
  }

  /// Starts the call.
  mutating func begin(_ item: SubmitMachine.Item) {
    machine.started(item.offset, at: now.steady)
    calls.append(
      Call(
        reportId: item.record.reportId.name,
        offset: item.offset,
        envelope: item.envelope ?? [],
        startedAt: now.steady,
        startedAtWall: now.time
      )
    )
  }

  mutating func commit(_ settlement: Settlement) {
    let report = settlement.reportId.name
    if let entry = settlement.entry { ledger[report] = entry }
    if let outcome = settlement.outcome {
      outcomes.append(Published(reportId: report, offset: settlement.offset, outcome: outcome))
    }
    if settlement.outcome?.acceptance?.duplicate == false { acceptedAt[report] = now.steady }
    if let code = settlement.deadLetter { deadLetters.append((settlement.offset, code)) }
    if settlement.finishes {
      committed = machine.offsets.position(finishing: [settlement.offset]) ?? committed
    }
    machine.committed(settlement)
  }

  private mutating func conclude(_ call: SubmitMachine.EndedCall) {
    let settlement = machine.ended(
      call.offset,
      with: call.result,
      startedAt: call.startedAt,
      at: now,
      jitter: jitter
    )
    if let settlement { commit(settlement) }
  }

  mutating func discard(_ offset: Int64) {
    deadLetters.append((offset, .outboxUnreadable))
    committed = machine.offsets.position(finishing: [offset]) ?? committed
    machine.discarded(offset)
  }

  private func submission(at offset: Int64) -> [UInt8]? {
    guard !gone.contains(offset), case .submit(let envelope, _)? = outbox[Int(offset)]?.request else {
      return nil
    }
    return envelope
  }

  // MARK: Events

  /// Answers the last call for the report and commits the settlement.
  mutating func answer(_ reportId: String, _ result: SubmissionResult) {
    if let settlement = end(reportId, result) { commit(settlement) }
    unsettled = nil
  }

  /// Answers the last call for the report without committing the settlement.
  mutating func end(_ reportId: String, _ result: SubmissionResult) -> Settlement? {
    guard let index = calls.lastIndex(where: { $0.reportId == reportId && $0.endedAt == nil }) else {
      return nil
    }
    calls[index].endedAt = now.steady
    unsettled = reportId
    if case .unknown = result { doubtfulCalls[reportId, default: 0] += 1 }
    return machine.ended(
      calls[index].offset,
      with: result,
      startedAt: calls[index].startedAtWall,
      at: now,
      jitter: jitter
    )
  }

  mutating func advance(to moment: ContinuousClock.Instant) {
    let step = max(.zero, moment - now.steady)
    now.steady += step
    now.wall += Int64(step / .milliseconds(1))
  }

  /// Sets the wall clock.
  mutating func jump(by step: Duration) { now.wall += Int64(step / .milliseconds(1)) }

  mutating func advance(by step: Duration) { advance(to: now.steady + step) }

  /// Ends the process and lets another owner take over with the committed state.
  mutating func crash() {
    for index in calls.indices where calls[index].endedAt == nil {
      calls[index].endedAt = now.steady
      doubtfulCalls[calls[index].reportId, default: 0] += 1
    }
    if let unsettled { doubtfulCalls[unsettled, default: 0] += 1 }
    unsettled = nil
    var ledger = Ledger()
    for (report, entry) in self.ledger { ledger.record(entry, for: .named(report)) }
    var pacer = Pacer(requestsPerSecond: requestsPerSecond, partitions: 1)
    if ledger.newestOffset != nil { pacer.takeOver(at: now.steady) }
    machine = SubmitMachine(
      ledger: ledger,
      pacer: pacer,
      retry: retry,
      maxInFlight: maxInFlight,
      resendsInDoubt: resendsInDoubt
    )
    for offset in committed..<Int64(outbox.count) where !gone.contains(offset) {
      if let record = outbox[Int(offset)] {
        machine.received(record, at: offset)
      } else {
        machine.receivedUnreadable(at: offset)
      }
    }
  }

  // MARK: Observations

  /// The outcomes that were published for a report, in order.
  func outcomes(_ reportId: String) -> [Outcome] {
    outcomes.filter { $0.reportId == reportId }.map(\.outcome)
  }

  var reportsCalled: [String] { calls.map(\.reportId) }

  /// The start of each call, relative to the beginning.
  var callTimes: [Duration] { calls.map { $0.startedAt - start } }
}
