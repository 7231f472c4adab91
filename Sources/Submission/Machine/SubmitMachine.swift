internal import ELT
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport

/// Decides, for one outbox partition, which report to send, when, and what an answer means.
///
/// It has no I/O and no clock: the caller passes time in, performs the returned step and reports the result. A step changes
/// the ledger only when `committed` reports that its transaction is durable.
struct SubmitMachine: Sendable {
  private(set) var ledger: Ledger
  private(set) var offsets = OffsetTracker()
  private var pacer: Pacer
  private let retry: RetryPolicy
  private let maxInFlight: Int
  private let resendsInDoubt: Bool
  private var unreadable: [Int64] = []
  private var waiting: [Item] = []
  private var inFlight: [Int64: Item] = [:]
  private(set) var breaker: CircuitBreaker
  /// Calls of an earlier ownership that are not settled, by the offset of their record.
  private(set) var unsettled: [Int64: EndedCall]
  /// The end of the pause that the service requested with Retry-After. An answer to another call does not shorten it.
  private var quietUntil: ContinuousClock.Instant?

  /// - Parameter unsettled: Calls that this process made as an earlier owner and could not settle.
  init(
    ledger: Ledger,
    pacer: Pacer,
    retry: RetryPolicy,
    maxInFlight: Int,
    resendsInDoubt: Bool,
    unsettled: [EndedCall] = []
  ) {
    breaker = CircuitBreaker(retry)
    self.unsettled = Dictionary(unsettled.map { ($0.offset, $0) }, uniquingKeysWith: { $1 })
    self.ledger = ledger
    self.pacer = pacer
    self.retry = retry
    self.maxInFlight = maxInFlight
    self.resendsInDoubt = resendsInDoubt
  }

  /// Records read from the outbox and not settled.
  var backlog: Int { waiting.count + inFlight.count + unreadable.count }
  /// The size of their requests in memory.
  var backlogBytes: Int { (waiting + inFlight.values).reduce(0) { $0 + ($1.envelope?.count ?? 0) } }
  var callsUnderWay: Int { inFlight.count }
  var callInterval: Duration { pacer.interval }

  mutating func received(_ record: OutboxRecord, at offset: Int64) {
    offsets.began(offset)
    var item = Item(offset: offset, record: record, envelope: nil, digest: "", submissionOffset: offset)
    if case .submit(let envelope, let digest) = record.request {
      (item.envelope, item.digest) = (envelope, digest)
    }
    waiting.append(item)
  }

  /// An unreadable record was read. It becomes a dead letter only when all records before it are settled: it has no ledger
  /// entry that would keep it from becoming a dead letter twice after a crash.
  mutating func receivedUnreadable(at offset: Int64) {
    offsets.began(offset)
    unreadable.append(offset)
  }

  /// The dead letter is durable.
  mutating func discarded(_ offset: Int64) {
    unreadable.removeAll { $0 == offset }
    offsets.finish(offset)
  }

  // MARK: Next step

  mutating func next(at now: Now, mayStart: Bool) -> Step {
    if let offset = unreadable.first, offset == offsets.position { return .discard(offset: offset) }
    while let index = waiting.firstIndex(where: { !$0.isLookedUp && isFirstOfItsReport($0) && !mustWait($0) })
    {
      if let step = lookUp(index, at: now) { return step }
    }
    guard mayStart, inFlight.count < maxInFlight, breaker.admitsCall else { return .idle }
    if let pause = [breaker.pause, quietUntil].compactMap({ $0 }).max(), pause > now.steady {
      return waiting.isEmpty ? .idle : .wait(until: pause)
    }
    let ready = waiting.indices.filter { waiting[$0].isLookedUp && isFirstOfItsReport(waiting[$0]) }
    guard let index = ready.first(where: { (waiting[$0].notBefore ?? now.steady) <= now.steady }) else {
      return ready.compactMap { waiting[$0].notBefore }.min().map { .wait(until: $0) } ?? .idle
    }
    let turn = pacer.turn(at: now.steady)
    guard turn <= now.steady + Self.recordLead else { return .wait(until: turn - Self.recordLead) }
    return start(index, turn: turn, at: now)
  }

  static let processEnded = "The process that was sending the report ended before the answer was recorded."

  /// How long before its turn an attempt is recorded, so that the time the record takes does not lower the rate.
  static let recordLead: Duration = .milliseconds(25)

  private func isFirstOfItsReport(_ item: Item) -> Bool {
    let id = item.record.reportId
    return !inFlight.values.contains { $0.record.reportId == id }
      && !waiting.contains { $0.offset < item.offset && $0.record.reportId == id }
  }

  /// A refusal without a ledger entry would be published again after a crash, unless all records before it are settled:
  /// then the committed offset prevents it.
  private func mustWait(_ item: Item) -> Bool {
    guard offsets.position != item.offset else { return false }
    let entry = ledger[item.record.reportId]
    guard case .refused = LedgerVerdict(of: item.record.request, at: item.offset, entry: entry) else {
      return false
    }
    return entry?.state.isSettled != true
  }

  private mutating func lookUp(_ index: Int, at now: Now) -> Step? {
    let item = waiting[index]
    let entry = ledger[item.record.reportId]
    switch LedgerVerdict(of: item.record.request, at: item.offset, entry: entry) {
    case .done:
      waiting.remove(at: index)
      return .settle(Settlement(item, entry: nil, outcome: nil))
    case .send(let attempts, let possiblyDuplicate):
      waiting[index].attempts = attempts
      waiting[index].serverFaults = serverFaults(of: item, entry)
      waiting[index].possiblyDuplicate = possiblyDuplicate
      waiting[index].isLookedUp = true
      return nil
    case .resend(let entry):
      waiting[index].attempts = entry.attempts
      waiting[index].serverFaults = serverFaults(of: item, entry)
      waiting[index].digest = entry.digest
      waiting[index].submissionOffset = entry.submissionOffset
      waiting[index].possiblyDuplicate = true
      return .fetch(waiting[index], submissionOffset: entry.submissionOffset)
    case .doubt(let entry):
      waiting[index].attempts = entry.attempts
      waiting[index].serverFaults = serverFaults(of: item, entry)
      waiting[index].digest = entry.digest
      waiting[index].submissionOffset = entry.submissionOffset
      waiting[index].possiblyDuplicate = entry.possiblyDuplicate
      if let call = unsettled.removeValue(forKey: item.offset), call.attempts == entry.attempts,
        call.caller == ledger.caller(of: item.record.reportId)
      {
        waiting[index].isLookedUp = waiting[index].envelope != nil
        inFlight[item.offset] = waiting.remove(at: index)
        return .conclude(call)
      }
      if resendsInDoubt {
        waiting[index].possiblyDuplicate = true
        waiting[index].isLookedUp = waiting[index].envelope != nil
        return waiting[index].isLookedUp
          ? nil : .fetch(waiting[index], submissionOffset: entry.submissionOffset)
      }
      return .settle(
        .doubt(
          waiting.remove(at: index),
          attemptedAt: entry.attemptedAt,
          reason: Self.processEnded,
          at: now
        )
      )
    case .duplicate(let entry):
      let item = waiting.remove(at: index)
      let outcome = Outcome.accepted(
        txId: entry.txId ?? "",
        acceptedAt: entry.changedAt,
        attempts: entry.attempts,
        duplicate: true,
        possiblyDuplicate: entry.possiblyDuplicate
      )
      return .settle(Settlement(item, entry: entry.settled(by: item.offset), outcome: outcome))
    case .refused(let code):
      let item = waiting.remove(at: index)
      let problem = Problem(code, code.cause)
      // The refusal is about this request, not the report, so the entry keeps its state. A settled entry records the offset,
      // so that the refusal is not published twice.
      let settled = entry.flatMap { $0.state.isSettled ? $0.settled(by: item.offset) : nil }
      let outcome = Outcome.rejected(
        stage: .submit,
        problems: [problem],
        possiblyDuplicate: entry?.mayHaveArrived ?? false
      )
      return .settle(Settlement(item, entry: settled, outcome: outcome))
    case .resolved(let entry, let resolution):
      return .settle(.resolved(waiting.remove(at: index), entry, resolution, at: now))
    }
  }

  /// The server faults so far if this record was being sent when its owner ended; 0 for a new request.
  private func serverFaults(of item: Item, _ entry: LedgerEntry?) -> Int {
    entry?.offset == item.offset ? entry?.serverFaults ?? 0 : 0
  }

  private mutating func start(_ index: Int, turn: ContinuousClock.Instant, at now: Now) -> Step {
    var item = waiting.remove(at: index)
    item.attempts += 1
    inFlight[item.offset] = item
    breaker.started(item.offset)
    // The next turn counts from here even if recording fails: too slow is allowed, too fast is not.
    pacer.started(at: turn)
    let wall = now.wall + max(0, (turn - now.steady).wholeMilliseconds)
    return .send(item, entry: LedgerEntry(item, .sending, at: wall, attemptedAt: wall), turn: turn)
  }

  // MARK: Events

  /// The call started.
  mutating func started(at start: ContinuousClock.Instant) { pacer.started(at: start) }

  /// The ledger entry of an attempt or a settlement is durable.
  mutating func committed(_ entry: LedgerEntry, for reportId: String) { ledger.record(entry, for: reportId) }

  /// The tombstones of these reports are durable.
  mutating func forgot(_ reportIds: [String]) {
    for reportId in reportIds { ledger.forget(reportId) }
  }

  /// A settlement is durable.
  mutating func committed(_ settlement: Settlement) {
    if let entry = settlement.entry { ledger.record(entry, for: settlement.reportId) }
    if settlement.finishes { offsets.finish(settlement.offset) }
  }

  /// The submission for a `resend` was read; nil if retention has deleted it.
  mutating func fetched(_ envelope: [UInt8]?, for item: Item, at now: Now) -> Settlement? {
    guard let index = waiting.firstIndex(where: { $0.offset == item.offset }) else { return nil }
    if let envelope {
      waiting[index].envelope = envelope
      waiting[index].isLookedUp = true
      return nil
    }
    let item = waiting.remove(at: index)
    var entry = ledger[item.record.reportId]?.settled(by: item.offset)
    // Only a report in doubt is sent from a fetched record, so it stays in doubt.
    entry?.state = .inDoubt
    let problem = Problem(.resolveSubmissionGone, ProblemCode.resolveSubmissionGone.cause)
    return Settlement(
      item,
      entry: entry,
      outcome: .rejected(stage: .submit, problems: [problem], possiblyDuplicate: true)
    )
  }

  /// The result of a call, or unknown if its receipt is that of another report: then it may be the late answer to that
  /// report's call.
  func judged(_ call: EndedCall) -> SubmissionResult {
    guard case .receipt(let txId) = call.result, let item = inFlight[call.offset],
      ledger.isReceipt(txId, ofOtherThan: item.record.reportId)
    else { return call.result }
    let code = ProblemCode.eltReceiptRepeated
    return .unknown(TransportFailure(code, "\(code.cause) The report may or may not have been accepted."))
  }

  /// A call ended. Commit the settlement, then report `committed`.
  mutating func ended(
    _ offset: Int64,
    with result: SubmissionResult,
    startedAt: Int64,
    at now: Now,
    jitter: Double
  ) -> Settlement? {
    guard var item = inFlight.removeValue(forKey: offset) else { return nil }
    switch result {
    case .notDelivered(let failure):
      if failure.wasSent { item.possiblyDuplicate = true }
      failed(item.offset, failure, at: now, jitter: jitter)
      requeue(item)
      return Settlement(
        item,
        entry: LedgerEntry(item, .waiting, at: now.wall, attemptedAt: startedAt),
        outcome: nil,
        finishes: false
      )
    case .serverFault(let fault):
      breaker.answered()
      item.serverFaults += 1
      // The service had the whole report.
      item.possiblyDuplicate = true
      guard item.serverFaults >= retry.serverFaultAttempts else {
        item.notBefore = now.steady + retry.serverFaultSpacing
        requeue(item)
        return Settlement(
          item,
          entry: LedgerEntry(item, .waiting, at: now.wall, attemptedAt: startedAt),
          outcome: nil,
          finishes: false
        )
      }
      return Settlement(
        item,
        entry: LedgerEntry(item, .failed, at: now.wall, attemptedAt: startedAt),
        outcome: .failed(
          attempts: item.attempts,
          problems: [Problem(fault.code, fault.sentence)],
          possiblyDuplicate: true
        ),
        deadLetter: fault.code
      )
    case .receipt(let txId):
      breaker.answered()
      var entry = LedgerEntry(item, .accepted, at: now.wall, attemptedAt: startedAt)
      entry.txId = txId
      let outcome = Outcome.accepted(
        txId: txId,
        acceptedAt: now.wall,
        attempts: item.attempts,
        possiblyDuplicate: item.possiblyDuplicate,
        notices: item.record.notices
      )
      return Settlement(item, entry: entry, outcome: outcome)
    case .refused(let refusal):
      breaker.answered()
      return Settlement(
        item,
        entry: LedgerEntry(item, .rejected, at: now.wall, attemptedAt: startedAt),
        outcome: .rejected(
          stage: .submit,
          problems: [Problem(refusal.code, refusal.message.text)],
          possiblyDuplicate: item.possiblyDuplicate
        )
      )
    case .unknown(let failure):
      // Opens the breaker too: a service that cuts off every call must not put all reports in doubt one after the other.
      failed(item.offset, failure, at: now, jitter: jitter)
      guard resendsInDoubt else {
        return .doubt(item, attemptedAt: startedAt, reason: failure.sentence, at: now)
      }
      item.possiblyDuplicate = true
      requeue(item)
      return Settlement(
        item,
        entry: LedgerEntry(item, .waiting, at: now.wall, attemptedAt: startedAt),
        outcome: nil,
        finishes: false
      )
    }
  }

  private mutating func failed(_ offset: Int64, _ failure: TransportFailure, at now: Now, jitter: Double) {
    if let retryAfter = failure.retryAfter {
      let asked = now.steady + retry.honoured(retryAfter)
      quietUntil = max(quietUntil ?? asked, asked)
    }
    breaker.failed(offset, failure, at: now, jitter: jitter)
  }

  /// Inserts an item in the order of offsets.
  private mutating func requeue(_ item: Item) {
    waiting.insert(item, at: waiting.firstIndex { $0.offset > item.offset } ?? waiting.endIndex)
  }
}
