import PipelineTestSupport
import ELT
import Kafka
import TimeReport

@testable import PipelineRecords
@testable import Stages
@testable import Submission
@testable import Telemetry

/// The world around a `SubmitMachine`, as `PartitionSubmitter` is to it, with time, answers and crashes in the test's
/// hands: an outbox, a ledger, the outcomes published, and the calls made.
struct SubmitWorld {
  struct Call: Equatable {
    let reportId: String
    let offset: Int64
    let envelope: [UInt8]
    let startedAt: ContinuousClock.Instant
    let startedAtWall: Int64
    var endedAt: ContinuousClock.Instant?
  }

  struct Published: Equatable {
    let reportId: String
    /// The outbox record that was answered.
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
  /// What is durable.
  private(set) var ledger: [String: LedgerEntry] = [:]
  private(set) var committed: Int64 = 0
  private(set) var outcomes: [Published] = []
  private(set) var deadLetters: [(offset: Int64, code: ProblemCode)] = []
  private(set) var calls: [Call] = []
  var machine: SubmitMachine
  /// 0 to 1, for backoffs.
  var jitter = 1.0
  /// When each report became accepted.
  private(set) var acceptedAt: [String: ContinuousClock.Instant] = [:]
  /// Calls of which nobody knows whether they arrived: the answer says so, or was never recorded.
  private(set) var doubtfulCalls: [String: Int] = [:]
  /// The report whose answer is not committed yet.
  private var unsettled: String?
  /// Outbox records that retention has taken.
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

  // MARK: What comes in

  /// A submission reaches the outbox. Its bytes name the document.
  @discardableResult
  mutating func submit(_ reportId: String, document: String = "first", notices: [Problem] = []) -> Int64 {
    publish(.submit(envelope: Array("\(reportId) \(document)".utf8), digest: document), reportId, notices)
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
      reportId: reportId,
      request: request,
      origin: .init(causationId: "event-\(offset)", trace: TraceContext(), requestKey: nil),
      notices: notices
    )
    outbox.append(record)
    machine.received(record, at: offset)
    return offset
  }

  /// A record that no version of this adapter wrote reaches the outbox.
  mutating func receiveUnreadable() {
    machine.receivedUnreadable(at: Int64(outbox.count))
    outbox.append(nil)
  }

  // MARK: What the submitter does

  /// Does what the machine says until it wants to wait.
  ///
  /// - Returns: the moment it waits for; nil where it waits for something to come in.
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
        begin(item)
      case .wait(let until): return until
      case .idle: return nil
      }
    }
  }

  /// Lets time pass, doing what comes due, until there is nothing to do before something comes in.
  mutating func proceedThroughWaits() {
    while let until = proceed() { advance(to: until) }
  }

  mutating func record(_ entry: LedgerEntry, _ item: SubmitMachine.Item) {
    ledger[item.record.reportId] = entry
    machine.committed(entry, for: item.record.reportId)
  }

  /// The call leaves.
  mutating func begin(_ item: SubmitMachine.Item) {
    machine.started(at: now.steady)
    calls.append(
      Call(
        reportId: item.record.reportId,
        offset: item.offset,
        envelope: item.envelope ?? [],
        startedAt: now.steady,
        startedAtWall: now.wall
      )
    )
  }

  mutating func commit(_ settlement: Settlement) {
    if let entry = settlement.entry { ledger[settlement.reportId] = entry }
    if let outcome = settlement.outcome {
      outcomes.append(Published(reportId: settlement.reportId, offset: settlement.offset, outcome: outcome))
    }
    if settlement.outcome?.acceptance?.duplicate == false { acceptedAt[settlement.reportId] = now.steady }
    if let code = settlement.deadLetter { deadLetters.append((settlement.offset, code)) }
    if settlement.finishes { committed = machine.offsets.position(finishing: settlement.offset) ?? committed }
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
    committed = machine.offsets.position(finishing: offset) ?? committed
    machine.discarded(offset)
  }

  private func submission(at offset: Int64) -> [UInt8]? {
    guard !gone.contains(offset), case .submit(let envelope, _)? = outbox[Int(offset)]?.request else {
      return nil
    }
    return envelope
  }

  // MARK: What happens

  /// The last call for the report is answered.
  mutating func answer(_ reportId: String, _ result: SubmissionResult) {
    if let settlement = end(reportId, result) { commit(settlement) }
    unsettled = nil
  }

  /// The last call for the report is answered; what follows is not committed yet.
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
    now.wall += step.wholeMilliseconds
  }

  /// Someone sets the wall clock.
  mutating func jump(by step: Duration) { now.wall += step.wholeMilliseconds }

  mutating func advance(by step: Duration) { advance(to: now.steady + step) }

  /// The process ends, whatever it was doing, and another takes the partition over, with what is committed.
  mutating func crash() {
    for index in calls.indices where calls[index].endedAt == nil {
      calls[index].endedAt = now.steady
      doubtfulCalls[calls[index].reportId, default: 0] += 1
    }
    if let unsettled { doubtfulCalls[unsettled, default: 0] += 1 }
    unsettled = nil
    var ledger = Ledger()
    for (reportId, entry) in self.ledger { ledger.record(entry, for: reportId) }
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

  // MARK: What is seen

  /// The outcomes published for a report, in order.
  func outcomes(_ reportId: String) -> [Outcome] {
    outcomes.filter { $0.reportId == reportId }.map(\.outcome)
  }

  var reportsCalled: [String] { calls.map(\.reportId) }

  /// When each call left, since the beginning.
  var callTimes: [Duration] { calls.map { $0.startedAt - start } }
}
