internal import ELT
internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Stages
internal import Telemetry
internal import TimeReport
internal import Tracing

/// Sends the reports of one outbox partition while this instance owns it.
///
/// `SubmitMachine` decides what to do next; this actor does it: it reads the ledger, commits, waits for turns and calls ELT.
actor PartitionSubmitter {
  let partition: Int32
  let context: SubmitContext
  let producer: TransactionalProducer
  /// Distinguishes the calls of this owner from those of all others, in the ledger.
  let caller = String(UInt64.random(in: 0...UInt64.max), radix: 36)
  var logger: Logger

  private var arrived: [ConsumedRecord] = []
  /// Unreadable records that are not written to the dead letters yet, by offset.
  private var unreadable: [Int64: ConsumedRecord] = [:]
  /// When records were written to the outbox, until their first call; by offset.
  var arrivals: [Int64: Timestamp] = [:]
  /// Ended calls that are not settled yet.
  var finished: [SubmitMachine.EndedCall] = []
  var callsRunning = 0
  /// Calls of an earlier ownership of the partition that this process could not settle.
  let inherited: [SubmitMachine.EndedCall]
  private var outageAlert = OutageAlert()
  var machine: SubmitMachine?
  var retention: LedgerRetention
  /// The offset up to which the outbox was settled at take-over.
  var settledBefore: Int64?
  private(set) var isStopping = false
  /// When the running timer fires; nil if no timer runs.
  private var timerDeadline: ContinuousClock.Instant?
  private let workSignals: AsyncStream<Void>
  let workSignal: AsyncStream<Void>.Continuation

  /// - Parameter unsettled: Calls that an earlier submitter of this partition in this process could not settle.
  init(
    partition: Int32,
    context: SubmitContext,
    unsettled: [SubmitMachine.EndedCall] = []
  ) throws(KafkaError) {
    inherited = unsettled
    self.partition = partition
    self.context = context
    producer = try TransactionalProducer(
      context.settings.kafka,
      transactionalId: GroupNames(context.settings.groupId).transactionalId(.submit, of: "\(partition)"),
      transactionTimeout: context.retry.transactionTimeout
    )
    retention = LedgerRetention(months: context.settings.retentionMonths)
    logger = context.telemetry.logger
    logger[metadataKey: LogKey.topic] = "\(context.settings.topics.outbox)"
    logger[metadataKey: LogKey.partition] = "\(partition)"
    (workSignals, workSignal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Records read from the outbox and not settled.
  var backlog: Int { arrived.count + (machine?.backlog ?? 0) }

  /// Their size in memory.
  var backlogBytes: Int {
    arrived.reduce(machine?.backlogBytes ?? 0) { $0 + ($1.value?.count ?? 0) }
  }

  var status: PartitionStatus {
    var queue = machine?.queue ?? SendingQueue(secondsPerCall: 0)
    queue.addReports(arrived.count)
    let now = context.now()
    return PartitionStatus(
      partition: partition,
      backlog: backlog,
      callsUnderWay: machine?.callsUnderWay ?? 0,
      failedDeliveriesInARow: machine?.breaker.failures ?? 0,
      breaker: machine?.breaker.reported ?? .closed,
      awaySince: machine?.breaker.outage?.since.wall,
      awayBecause: machine?.breaker.outage?.failure.sentence,
      awayCode: machine?.breaker.outage?.failure.code.rawValue,
      nextAttemptAt: machine?.breaker.pause.map { now.wall + Int64(($0 - now.steady) / .milliseconds(1)) },
      ledgerEntries: machine?.ledger.count ?? 0,
      inDoubt: machine?.ledger.inDoubt.count ?? 0,
      inDoubtIds: (machine?.ledger.inDoubt ?? []).sorted().prefix(PartitionStatus.idLimit).map(\.text),
      queue: queue,
      isTakingOver: machine == nil
    )
  }

  /// The ended calls that are not settled when `run` returns.
  var unsettled: [SubmitMachine.EndedCall] {
    let done = machine?.offsets.position ?? settledBefore ?? 0
    let older = (machine.map { Array($0.unsettled.values) } ?? inherited).filter { $0.offset >= done }
    return older + finished
  }

  func enqueue(_ records: [ConsumedRecord]) {
    arrived += records
    signalWork()
  }

  /// Starts no further call; `run` returns when the calls in progress are settled.
  func stop() {
    isStopping = true
    signalWork()
  }

  /// Makes `run` look for work. The watchdog applies only after take-over: reading the ledger takes as long as it takes.
  func signalWork() {
    if machine != nil { context.telemetry.progress.expectUnlessDue(.submitter(partition: partition)) }
    workSignal.yield()
  }

  /// Runs until stopped or fenced by another instance.
  ///
  /// - Throws: `TransactionFailure`, or `KafkaError` of another client. Calls in progress have ended by then and are in
  ///   `unsettled`.
  func run() async throws {
    defer {
      context.telemetry.progress.done(.submitter(partition: partition))
      context.telemetry.conditions.set(.commitsFailing, .submit, nil, at: context.now().steady)
    }
    do {
      try await takeOver()
      var failure: (any Error)?
      try await withThrowingDiscardingTaskGroup { calls in
        calls.addTask { await self.signalForRetention() }
        do {
          for await _ in workSignals {
            if try await work(&calls) { break }
          }
        } catch {
          failure = error
          isStopping = true
          // Their results can be settled when Kafka is reachable again. The calls' own time limit bounds the wait.
          if callsRunning > 0 { for await _ in workSignals where callsRunning == 0 { break } }
        }
        // Cancels timers and, if the time to finish is over, calls: those end in doubt.
        calls.cancelAll()
      }
      if let failure { throw failure }
      try await settleLeft()
      await producer.close()
      logger.log(.partitionReleased)
    } catch {
      await producer.close()
      throw error
    }
  }

  /// Does all work that is due; returns true when the submitter has stopped.
  ///
  /// Each pass commits everything that is due in one transaction: calls that ended, records that need no call, and the
  /// attempts whose turn comes next. Calls start and end while it is being committed.
  private func work(_ calls: inout ThrowingDiscardingTaskGroup<any Error>) async throws -> Bool {
    let progress = context.telemetry.progress
    while true {
      progress.expect(.submitter(partition: partition))
      takeArrived()
      var batch = CommitBatch()
      settleEnded(&batch)
      if isStopping, batch.isEmpty { return machine?.callsUnderWay == 0 }
      let now = context.now()
      if batch.isEmpty, retention.isOverdue(at: now.steady), try await expireEntries(at: now) { continue }
      let next = isStopping ? .idle : fill(&batch, at: now)
      if !batch.isEmpty {
        try await commit(batch)
        for attempt in batch.attempts { startCall(attempt, &calls) }
        continue
      }
      switch next {
      case .discard(let offset): try await discard(offset)
      case .fetch(let item, let offset):
        let envelope = try await context.readSubmission(partition, offset)
        if let settlement = machine?.fetched(envelope, for: item, at: now) {
          try await commit(CommitBatch(settlements: [settlement]))
        }
      case .wait(let until):
        if until > now.steady + LedgerRetention.slack, try await expireEntries(at: now) { continue }
        startTimer(at: until, &calls)
        progress.expect(.submitter(partition: partition), from: until)
        return false
      case .idle:
        if try await expireEntries(at: now) { continue }
        progress.done(.submitter(partition: partition))
        return false
      case .settle, .send, .conclude: break  // They are in the batch.
      }
    }
  }

  /// Settles calls that ended after the last pass, because their time was up.
  private func settleLeft() async throws {
    while !finished.isEmpty {
      var batch = CommitBatch()
      settleEnded(&batch)
      if !batch.isEmpty { try await commit(batch) }
    }
  }

  /// Adds the settlements of ended calls.
  private func settleEnded(_ batch: inout CommitBatch) {
    for call in finished where !batch.isFull {
      batch.endedCalls += 1
      StepBoundary.answerReceived.reached()
      let judged = machine?.judged(call) ?? call.result
      if judged != call.result { context.telemetry.receiptRepeated(offset: call.offset, logger: logger) }
      let result = context.settings.acceptsRepeatedReceipts ? call.result : judged
      let settlement = machine?.ended(
        call.offset,
        with: result,
        startedAt: call.startedAt,
        at: context.now(),
        jitter: context.jitter()
      )
      alertOperator()
      logger.log(result, reportId: settlement?.reportId, offset: call.offset)
      if settlement?.finishes == false { context.telemetry.retried(after: result) }
      if let settlement { batch.settlements.append(settlement) }
    }
    if batch.isEmpty {
      // Their records are settled already.
      finished.removeFirst(batch.endedCalls)
      batch.endedCalls = 0
    }
  }

  /// Adds what the machine wants to commit; returns the step that follows.
  private func fill(_ batch: inout CommitBatch, at now: SubmitMachine.Now) -> SubmitMachine.Step {
    while !batch.isFull {
      guard let step = machine?.next(at: now, mayStart: true) else { return .idle }
      switch step {
      case .settle(let settlement): batch.settlements.append(settlement)
      case .send(let item, let entry, let turn):
        batch.attempts.append(Attempt(item: item, entry: entry, turn: turn))
      case .conclude(let call):
        finished.append(call)
        signalWork()
      case .discard, .fetch, .wait, .idle: return step
      }
    }
    return .idle
  }

  /// Starts a timer unless one runs that fires earlier: each that fires leads here again.
  private func startTimer(
    at time: ContinuousClock.Instant,
    _ calls: inout ThrowingDiscardingTaskGroup<any Error>
  ) {
    if let timerDeadline, timerDeadline <= time { return }
    timerDeadline = time
    calls.addTask { [context] in
      try? await context.sleep(time)
      await self.timerFired(at: time)
    }
  }

  private func timerFired(at time: ContinuousClock.Instant) {
    guard timerDeadline == time else { return }
    timerDeadline = nil
    signalWork()
  }

  private func takeArrived() {
    for record in arrived {
      if let readable = OutboxRecord(record) {
        machine?.received(readable, at: record.offset)
        arrivals[record.offset] = Timestamp(milliseconds: record.timestamp)
      } else {
        unreadable[record.offset] = record
        machine?.receivedUnreadable(at: record.offset)
      }
    }
    arrived = []
  }

  private func discard(_ offset: Int64) async throws {
    guard let record = unreadable.removeValue(forKey: offset) else { return }
    logger.log(
      .outboxRecordUnreadable,
      [
        LogKey.offset: "\(offset)", LogKey.code: "\(ProblemCode.outboxUnreadable.rawValue)",
      ]
    )
    try await commit(
      firstThatFits: [
        [deadLetter(record, .outboxUnreadable)],
        [deadLetter(at: offset, .outboxUnreadable)],
      ],
      finishing: [offset],
      about: offset
    )
    context.telemetry.discardedOutboxRecord()
    machine?.discarded(offset)
  }

  /// Logs an alert if the state of the breaker calls for one.
  private func alertOperator() {
    guard let breaker = machine?.breaker else { return }
    if let notice = outageAlert.notice(breaker, at: context.now().steady) { logger.log(notice) }
  }
}
