internal import ELT
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport

/// Decides, for one outbox partition, which report to send, when, and what an answer means.
///
/// It has no I/O and no clock: the caller passes time in, performs the returned step and reports the result. A step changes
/// the ledger only when `committed` reports that its transaction is durable. Several settlements and attempts may share a
/// transaction: until it is reported, the machine returns nothing further about their reports.
struct SubmitMachine: Sendable {
  private(set) var ledger: Ledger
  private(set) var offsets = OffsetTracker()
  private var pacer: Pacer
  private var pace = MeasuredPace()
  private let retry: RetryPolicy
  private let maxInFlight: Int
  private let resendsInDoubt: Bool
  /// How long after its turn a recorded attempt may still start.
  private let attemptLifetime: Duration
  private var unreadable: [Int64] = []
  private var waiting: [Item] = []
  private var inFlight: [Int64: Item] = [:]
  /// Recorded attempts whose calls have not started, in the order of their turns.
  private var recorded: [Int64] = []
  /// Reports with a settlement that is not durable yet.
  private var uncommitted: Set<ReportId> = []
  /// The receipts of such settlements.
  private var uncommittedReceipts: [ReportId: ReceiptId] = [:]
  /// How long before its turn an attempt is recorded, so that the time the record takes does not lower the rate.
  private(set) var recordLead = Self.shortestRecordLead
  private(set) var breaker: CircuitBreaker
  /// Calls of an earlier ownership that are not settled, by the offset of their record.
  private(set) var unsettled: [Int64: EndedCall]
  /// The end of the pause that the service requested with Retry-After. An answer to another call does not shorten it.
  private var quietUntil: ContinuousClock.Instant?
  /// Reports whose call ended in a server fault since the service last answered a report with a receipt or a refusal.
  private var faulted: Set<ReportId> = []
  /// Receipts and refusals so far: the service worked at that time.
  private var answers = 0
  /// Failed calls so far that may be the fault of their report.
  private var suspectCalls = 0

  /// - Parameters:
  ///   - attemptLifetime: How long after its turn a recorded attempt may still start. Longer than a commit takes, shorter than
  ///     the group waits for a suspended member.
  ///   - unsettled: Calls that this process made as an earlier owner and could not settle.
  init(
    ledger: Ledger,
    pacer: Pacer,
    retry: RetryPolicy,
    maxInFlight: Int,
    resendsInDoubt: Bool,
    attemptLifetime: Duration = .seconds(5),
    unsettled: [EndedCall] = []
  ) {
    breaker = CircuitBreaker(retry)
    self.unsettled = Dictionary(unsettled.map { ($0.offset, $0) }, uniquingKeysWith: { $1 })
    self.ledger = ledger
    self.pacer = pacer
    self.retry = retry
    self.maxInFlight = maxInFlight
    self.resendsInDoubt = resendsInDoubt
    self.attemptLifetime = attemptLifetime
  }

  /// Records read from the outbox and not settled.
  var backlog: Int { waiting.count + inFlight.count + unreadable.count }
  /// The size of their requests in memory.
  var backlogBytes: Int { (waiting + inFlight.values).reduce(0) { $0 + ($1.envelope?.count ?? 0) } }
  var callsUnderWay: Int { inFlight.count }

  /// The calls that the unsettled records need, in the order of the outbox, at the ceiling or at the measured pace if that is
  /// lower.
  var queue: SendingQueue {
    var queue = SendingQueue(secondsPerCall: max(pacer.interval, pace.interval ?? .zero) / .seconds(1))
    for item in (waiting + inFlight.values).sorted(by: { $0.offset < $1.offset }) { queue.add(item.record) }
    return queue
  }

  mutating func received(_ record: OutboxRecord, at offset: Int64) {
    offsets.began(offset)
    // The digest for a decision comes from the ledger when it is looked up.
    var item = Item(
      offset: offset,
      record: record,
      envelope: nil,
      digest: Self.noDigest,
      submissionOffset: offset
    )
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
    if let index = abandonedSubmission {
      let item = waiting.remove(at: index)
      return settle(.abandoned(item, ledger[item.record.reportId], at: now))
    }
    guard mayStart, inFlight.count < maxInFlight, breaker.admitsCall else { return .idle }
    if let pause = [breaker.pause, quietUntil].compactMap({ $0 }).max(), pause > now.steady {
      return waiting.isEmpty ? .idle : .wait(until: pause)
    }
    let ready = waiting.indices.filter { waiting[$0].isLookedUp && isFirstOfItsReport(waiting[$0]) }
    let due = ready.filter { (waiting[$0].notBefore ?? now.steady) <= now.steady }
    // A probe is for a report that has not failed, or failed longest ago: the failure may have been the report's own.
    let index =
      breaker.state == .closed
      ? due.first : due.min { waiting[$0].suspectCall ?? 0 < waiting[$1].suspectCall ?? 0 }
    guard let index else {
      return ready.compactMap { waiting[$0].notBefore }.min().map { .wait(until: $0) } ?? .idle
    }
    let turn = pacer.turn(at: now.steady)
    guard turn <= now.steady + recordLead else { return .wait(until: turn - recordLead) }
    return start(index, turn: turn, at: now)
  }

  private static let noDigest = Digest(of: [])

  static let processEnded = "The process that was sending the report ended before the answer was recorded."

  static let shortestRecordLead: Duration = .milliseconds(25)
  /// A crash leaves recorded attempts in doubt although they were not sent, so they are not recorded long before.
  static let longestRecordLead: Duration = .seconds(1)

  private func isFirstOfItsReport(_ item: Item) -> Bool {
    let id = item.record.reportId
    return !uncommitted.contains(id) && !inFlight.values.contains { $0.record.reportId == id }
      && !waiting.contains { $0.offset < item.offset && $0.record.reportId == id }
  }

  /// The place of a waiting submission that a later `abandon` decision refers to. It is settled even while ELT is
  /// unreachable.
  private var abandonedSubmission: Int? {
    for decision in waiting {
      guard case .resolve(.abandon) = decision.record.request,
        let index = waiting.firstIndex(where: { $0.record.reportId == decision.record.reportId }),
        waiting[index].isLookedUp, isFirstOfItsReport(waiting[index])
      else { continue }
      return index
    }
    return nil
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
      return settle(Settlement(item, entry: nil, outcome: nil))
    case .send(let attempts, let possiblyDuplicate):
      waiting[index].attempts = attempts
      waiting[index].ownFailures = ownFailures(of: item, entry)
      waiting[index].possiblyDuplicate = possiblyDuplicate
      waiting[index].isLookedUp = true
      return nil
    case .resend(let entry):
      waiting[index].attempts = entry.attempts
      waiting[index].ownFailures = ownFailures(of: item, entry)
      waiting[index].digest = entry.digest
      waiting[index].submissionOffset = entry.submissionOffset
      waiting[index].possiblyDuplicate = true
      return .fetch(waiting[index], submissionOffset: entry.submissionOffset)
    case .doubt(let entry):
      waiting[index].attempts = entry.attempts
      waiting[index].ownFailures = ownFailures(of: item, entry)
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
      return settle(
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
        txId: entry.txId ?? .unknown,
        acceptedAt: entry.changedAt,
        attempts: entry.attempts,
        duplicate: true,
        possiblyDuplicate: entry.possiblyDuplicate,
        notices: entry.receiptNotices
      )
      return settle(Settlement(item, entry: entry.settled(by: item.offset), outcome: outcome))
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
      return settle(Settlement(item, entry: settled, outcome: outcome))
    case .resolved(let entry, let resolution):
      return settle(.resolved(waiting.remove(at: index), entry, resolution, at: now))
    }
  }

  /// The failures so far if this record was being sent when its owner ended; 0 for a new request.
  private func ownFailures(of item: Item, _ entry: LedgerEntry?) -> Int {
    entry?.offset == item.offset ? entry?.serverFaults ?? 0 : 0
  }

  private mutating func start(_ index: Int, turn: ContinuousClock.Instant, at now: Now) -> Step {
    var item = waiting.remove(at: index)
    item.attempts += 1
    inFlight[item.offset] = item
    breaker.started(item.offset)
    // The next turn counts from here even if recording fails: too slow is allowed, too fast is not.
    pacer.reserve(turn)
    recorded.append(item.offset)
    let time = now.time + max(.zero, turn - now.steady)
    return .send(item, entry: LedgerEntry(item, .sending, at: time, attemptedAt: time), turn: turn)
  }

  // MARK: Events

  /// The attempt is recorded and its turn has come. May its call start?
  ///
  /// - Parameter turn: that of the step `send`.
  func mayStart(_ offset: Int64, turn: ContinuousClock.Instant, at now: Now) -> CallPermission {
    switch breaker.state {
    case .open: return .withdrawn
    case .probing(let probe) where probe != offset: return .withdrawn
    case .closed, .probing: break
    }
    // The process was suspended: the partition may have a new owner, which has declared the report in doubt.
    if now.steady > turn + attemptLifetime { return .withdrawn }
    let earliest = max(turn, pacer.earliestStart ?? turn)
    // Calls start in the order of their turns, also if several are late.
    if let place = recorded.firstIndex(of: offset), place > 0 {
      return .wait(until: max(earliest, now.steady) + pacer.interval * place)
    }
    return earliest > now.steady ? .wait(until: earliest) : .granted
  }

  /// The call started.
  mutating func started(_ offset: Int64, at start: ContinuousClock.Instant) {
    recorded.removeAll { $0 == offset }
    pacer.started(at: start)
    pace.started(at: start, moreWait: !recorded.isEmpty || waiting.contains { $0.notBefore == nil })
  }

  /// The result of an attempt whose call did not start.
  static let withdrawn = SubmissionResult.notDelivered(
    TransportFailure(
      .transportCancelled,
      "The attempt was withdrawn before its call: the adapter was stopping or suspended, or ELT became unreachable."
    )
  )

  /// A transaction took this long.
  mutating func recording(took duration: Duration) {
    recordLead = min(
      max((recordLead * 3 + duration * 2) / 4, Self.shortestRecordLead),
      Self.longestRecordLead
    )
  }

  /// The ledger entry of an attempt or a settlement is durable.
  mutating func committed(_ entry: LedgerEntry, for reportId: ReportId) {
    ledger.record(entry, for: reportId)
  }

  /// The tombstones of these reports are durable.
  mutating func forgot(_ reportIds: [ReportId]) {
    for reportId in reportIds { ledger.forget(reportId) }
  }

  /// A settlement is durable.
  mutating func committed(_ settlement: Settlement) {
    uncommitted.remove(settlement.reportId)
    uncommittedReceipts[settlement.reportId] = nil
    if let entry = settlement.entry { ledger.record(entry, for: settlement.reportId) }
    if settlement.finishes { offsets.finish(settlement.offset) }
  }

  private mutating func settle(_ settlement: Settlement) -> Step {
    uncommitted.insert(settlement.reportId)
    return .settle(settlement)
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
    uncommitted.insert(item.record.reportId)
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
        || uncommittedReceipts.contains(where: {
          $0.key != item.record.reportId && $0.value.isSame(as: txId)
        })
    else { return call.result }
    let code = ProblemCode.eltReceiptRepeated
    return .unknown(TransportFailure(code, "\(code.cause) The report may or may not have been accepted."))
  }

  /// A call ended. Commit the settlement, then report `committed`.
  mutating func ended(
    _ offset: Int64,
    with result: SubmissionResult,
    startedAt: Timestamp,
    at now: Now,
    jitter: Double
  ) -> Settlement? {
    guard var item = inFlight.removeValue(forKey: offset) else { return nil }
    recorded.removeAll { $0 == offset }
    if result == Self.withdrawn { item.attempts -= 1 }
    uncommitted.insert(item.record.reportId)
    switch result {
    case .notDelivered(let failure):
      if failure.wasSent { item.possiblyDuplicate = true }
      failed(item, failure, at: now, jitter: jitter)
      guard failure.mayConcernOneReport else { return retry(item, startedAt: startedAt, at: now) }
      markSuspect(&item)
      guard item.ownFailures < retry.ownFailureLimit else {
        return .failed(item, .eltReportRefused, failure.sentence, startedAt: startedAt, at: now)
      }
      // Alone in the queue, it is the only probe.
      if !waiting.isEmpty { item.notBefore = now.steady + retry.ownFailureSpacing }
      return retry(item, startedAt: startedAt, at: now)
    case .serverFault(let fault):
      // The service had the whole report.
      item.possiblyDuplicate = true
      faulted.insert(item.record.reportId)
      if faulted.count >= retry.outageReports {
        // The service fails, not the reports.
        failed(item, .faultsForAll(fault), at: now, jitter: jitter)
        markSuspect(&item)
      } else {
        breaker.answered()
        item.ownFailures += 1
      }
      guard item.ownFailures < retry.ownFailureLimit else {
        return .failed(item, fault.code, fault.message, startedAt: startedAt, at: now)
      }
      item.notBefore = now.steady + retry.ownFailureSpacing
      return retry(item, startedAt: startedAt, at: now)
    case .receipt(let txId):
      serviceAnswered()
      uncommittedReceipts[item.record.reportId] = txId
      var entry = LedgerEntry(item, .accepted, at: now.time, attemptedAt: startedAt)
      entry.txId = txId
      let outcome = Outcome.accepted(
        txId: txId,
        acceptedAt: now.time,
        attempts: item.attempts,
        possiblyDuplicate: item.possiblyDuplicate,
        notices: item.record.notices
      )
      return Settlement(item, entry: entry, outcome: outcome)
    case .refused(let refusal):
      serviceAnswered()
      return Settlement(
        item,
        entry: LedgerEntry(item, .rejected, at: now.time, attemptedAt: startedAt),
        outcome: .rejected(
          stage: .submit,
          problems: [Problem(refusal.code, refusal.message.text)],
          possiblyDuplicate: item.possiblyDuplicate
        )
      )
    case .unknown(let failure):
      // Opens the breaker too: a service that cuts off every call must not put all reports in doubt one after the other.
      failed(item, failure, at: now, jitter: jitter)
      markSuspect(&item)
      guard resendsInDoubt, item.ownFailures < retry.ownFailureLimit else {
        return .doubt(item, attemptedAt: startedAt, reason: failure.sentence, at: now)
      }
      item.possiblyDuplicate = true
      return retry(item, startedAt: startedAt, at: now)
    }
  }

  /// The service answered a report, so it works.
  private mutating func serviceAnswered() {
    breaker.answered()
    faulted = []
    answers += 1
  }

  /// Counts the failure as the report's own if the service answered another report since the report's last failure.
  private mutating func markSuspect(_ item: inout Item) {
    if let last = item.answersAtFailure, answers > last { item.ownFailures += 1 }
    item.answersAtFailure = answers
    suspectCalls += 1
    item.suspectCall = suspectCalls
  }

  private mutating func retry(_ item: Item, startedAt: Timestamp, at now: Now) -> Settlement {
    requeue(item)
    return Settlement(
      item,
      entry: LedgerEntry(item, .waiting, at: now.time, attemptedAt: startedAt),
      outcome: nil,
      finishes: false
    )
  }

  private mutating func failed(_ item: Item, _ failure: TransportFailure, at now: Now, jitter: Double) {
    if let retryAfter = failure.retryAfter {
      let asked = now.steady + retry.honoured(retryAfter)
      quietUntil = max(quietUntil ?? asked, asked)
    }
    let isProbe = item.suspectCall == nil && failure.mayConcernOneReport
    breaker.failed(item.offset, failure, at: now, jitter: jitter, lengthensBackoff: !isProbe)
    pace.interrupted()
  }

  /// Inserts an item in the order of offsets.
  private mutating func requeue(_ item: Item) {
    waiting.insert(item, at: waiting.firstIndex { $0.offset > item.offset } ?? waiting.endIndex)
  }
}
