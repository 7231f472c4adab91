internal import ELT
internal import Kafka
internal import Logging
internal import TimeReport
internal import Tracing

/// Sends what one outbox partition holds, for as long as this instance owns it.
///
/// `SubmitMachine` decides; this actor does: it reads the ledger, commits, waits for turns and makes the calls.
actor PartitionSubmitter {
  let partition: Int32
  let context: SubmitContext
  let producer: TransactionalProducer
  /// Tells the calls of this owner from those of all others, in the ledger.
  let caller = String(UInt64.random(in: 0...UInt64.max), radix: 36)
  var logger: Logger

  private var arrived: [ConsumedRecord] = []
  /// Records that cannot be read and are not among the dead letters yet, by offset.
  private var unreadable: [Int64: ConsumedRecord] = [:]
  /// When records were written to the outbox, for those not called for yet: milliseconds since 1970, by offset.
  var arrivals: [Int64: Int64] = [:]
  /// Calls that ended and are not settled yet.
  var finished: [SubmitMachine.EndedCall] = []
  var callsRunning = 0
  /// Calls that this process could not settle when it owned the partition before.
  let inherited: [SubmitMachine.EndedCall]
  private var alarmBell = BreakerAlarm()
  var machine: SubmitMachine?
  var retention: LedgerRetention
  /// Up to where the outbox was done with when it was taken over.
  var settledBefore: Int64?
  private var isStopping = false
  /// When the timer fires that wakes `run`.
  private var alarm: ContinuousClock.Instant?
  private let wake: AsyncStream<Void>
  let wakeUp: AsyncStream<Void>.Continuation

  /// - Parameter unsettled: What a former submitter of this partition, in this process, could not settle.
  init(
    partition: Int32,
    context: SubmitContext,
    unsettled: [SubmitMachine.EndedCall] = []
  ) throws(KafkaError) {
    inherited = unsettled
    self.partition = partition
    self.context = context
    producer = try TransactionalProducer(
      context.kafka,
      transactionalId: "\(context.configuration.kafka.groupId).submit.\(partition)",
      transactionTimeout: context.retry.transactionTimeout
    )
    retention = LedgerRetention(months: context.configuration.ledger.retentionMonths)
    logger = context.telemetry.logger
    logger[metadataKey: LogKey.topic] = "\(context.configuration.topics.outbox)"
    logger[metadataKey: LogKey.partition] = "\(partition)"
    (wake, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Records taken from the outbox and not done with.
  var backlog: Int { arrived.count + (machine?.backlog ?? 0) }

  /// What they take in memory.
  var backlogBytes: Int {
    arrived.reduce(machine?.backlogBytes ?? 0) { $0 + ($1.value?.count ?? 0) }
  }

  var status: PartitionStatus {
    PartitionStatus(
      partition: partition,
      backlog: backlog,
      callsUnderWay: machine?.callsUnderWay ?? 0,
      failedDeliveriesInARow: machine?.breaker.failures ?? 0,
      breaker: machine?.breaker.told ?? .closed,
      awaySince: machine?.breaker.outage?.since.wall,
      awayBecause: machine?.breaker.outage?.failure.sentence,
      ledgerEntries: machine?.ledger.count ?? 0,
      inDoubt: machine?.ledger.inDoubt.count ?? 0,
      inDoubtIds: Array((machine?.ledger.inDoubt ?? []).sorted().prefix(PartitionStatus.idLimit)),
      secondsPerCall: (machine?.callInterval ?? .zero) / .seconds(1),
      isTakingOver: machine == nil
    )
  }

  /// How calls ended that are not settled, once `run` is over.
  var unsettled: [SubmitMachine.EndedCall] {
    let done = machine?.offsets.position ?? settledBefore ?? 0
    let older = (machine.map { Array($0.unsettled.values) } ?? inherited).filter { $0.offset >= done }
    return older + finished
  }

  func enqueue(_ records: [ConsumedRecord]) {
    arrived += records
    ring()
  }

  /// No further call starts; `run` returns once the calls under way are settled.
  func stop() {
    isStopping = true
    ring()
  }

  /// Has `work` done. Reading the ledger takes as long as it takes, so the watch begins after it.
  func ring() {
    if machine != nil { context.telemetry.progress.hasten(.submitter(partition: partition)) }
    wakeUp.yield()
  }

  /// Runs until stopped, or until the partition turns out to belong to another instance.
  ///
  /// - Throws: What makes its producer useless: `TransactionFailure`, or a `KafkaError` of another client. Calls under
  ///   way have ended by then; `unsettled` says how.
  func run() async throws {
    defer { context.telemetry.progress.done(.submitter(partition: partition)) }
    do {
      try await takeOver()
      var failure: (any Error)?
      try await withThrowingDiscardingTaskGroup { calls in
        calls.addTask { await self.wakeForRetention() }
        do {
          for await _ in wake {
            if try await work(&calls) { break }
          }
        } catch {
          failure = error
          // What they end in can be settled when Kafka is back. The calls' own time limit bounds this.
          if callsRunning > 0 { for await _ in wake where callsRunning == 0 { break } }
        }
        // What is left are timers, or, where the time to finish is over, calls: those end as in doubt.
        calls.cancelAll()
      }
      if let failure { throw failure }
      try await settleFinished()
      await producer.close()
      logger.info("Gave up the outbox partition.")
    } catch {
      await producer.close()
      throw error
    }
  }

  /// Does all there is to do now; true when the partition is done with for good.
  private func work(_ calls: inout ThrowingDiscardingTaskGroup<any Error>) async throws -> Bool {
    let progress = context.telemetry.progress
    while true {
      progress.expect(.submitter(partition: partition))
      takeArrived()
      try await settleFinished()
      if isStopping { return machine?.callsUnderWay == 0 && finished.isEmpty }
      let now = context.now()
      if retention.isOverdue(at: now.steady), try await forget(at: now) { continue }
      switch machine?.next(at: now, mayStart: true) {
      case .conclude(let call): finished.append(call)
      case .settle(let settlement): try await commit(settlement)
      case .discard(let offset): try await discard(offset)
      case .fetch(let item, let offset):
        let envelope = try await context.readSubmission(partition, offset)
        if let settlement = machine?.fetched(envelope, for: item, at: now) { try await commit(settlement) }
      case .send(let item, let entry, let turn): try await send(item, entry: entry, turn: turn, &calls)
      case .wait(let until):
        if until > now.steady + LedgerRetention.slack, try await forget(at: now) { continue }
        wake(at: until, &calls)
        progress.expect(.submitter(partition: partition), from: until)
        return false
      case .idle:
        if try await forget(at: now) { continue }
        progress.done(.submitter(partition: partition))
        return false
      case nil:
        progress.done(.submitter(partition: partition))
        return false
      }
    }
  }

  /// One timer is enough, unless an earlier one is needed: each that fires leads here again.
  private func wake(at time: ContinuousClock.Instant, _ calls: inout ThrowingDiscardingTaskGroup<any Error>) {
    if let alarm, alarm <= time { return }
    alarm = time
    calls.addTask { [context] in
      try? await context.sleep(time)
      await self.alarmRang(at: time)
    }
  }

  private func alarmRang(at time: ContinuousClock.Instant) {
    guard alarm == time else { return }
    alarm = nil
    ring()
  }

  private func takeArrived() {
    for record in arrived {
      if let readable = OutboxRecord(record) {
        machine?.received(readable, at: record.offset)
        arrivals[record.offset] = record.timestamp
      } else {
        unreadable[record.offset] = record
        machine?.receivedUnreadable(at: record.offset)
      }
    }
    arrived = []
  }

  private func discard(_ offset: Int64) async throws {
    guard let record = unreadable.removeValue(forKey: offset) else { return }
    logger.error(
      "An outbox record cannot be read; it goes to the dead letters.",
      metadata: [
        LogKey.offset: "\(offset)", LogKey.code: "\(ProblemCode.outboxUnreadable.rawValue)",
      ]
    )
    try await commit(
      [DeadLetter.record(record, code: .outboxUnreadable, topic: context.configuration.topics.deadLetters)],
      finishing: offset
    )
    machine?.discarded(offset)
  }

  func settleFinished() async throws {
    while let call = finished.first {
      StepBoundary.answerReceived.reached()
      let settlement = machine?.ended(
        call.offset,
        with: call.result,
        startedAt: call.startedAt,
        at: context.now(),
        jitter: context.jitter()
      )
      tellOfBreaker()
      logger.tell(of: call.result, reportId: settlement?.reportId, offset: call.offset)
      if settlement?.finishes == false { context.telemetry.retried(after: call.result) }
      if let settlement { try await commit(settlement) }
      finished.removeFirst()
    }
  }

  func tellOfBreaker() {
    guard let breaker = machine?.breaker else { return }
    if let notice = alarmBell.notice(breaker, at: context.now().steady) { logger.tell(notice) }
  }
}
