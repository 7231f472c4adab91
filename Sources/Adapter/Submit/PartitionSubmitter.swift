internal import ELT
internal import Kafka
internal import Logging
internal import TimeReport
internal import Tracing

/// Sends what one outbox partition holds, for as long as this instance owns it.
///
/// `SubmitMachine` decides; this actor does: it reads the ledger, commits, waits for turns and makes the calls.
actor PartitionSubmitter {
  private let partition: Int32
  private let context: SubmitContext
  private let producer: TransactionalProducer
  private var logger: Logger

  private var arrived: [ConsumedRecord] = []
  /// Records that cannot be read and are not among the dead letters yet, by offset.
  private var unreadable: [Int64: ConsumedRecord] = [:]
  /// When records were written to the outbox, for those not called for yet: milliseconds since 1970, by offset.
  private var arrivals: [Int64: Int64] = [:]
  /// Calls that ended and are not settled yet.
  private var finished: [SubmitMachine.EndedCall] = []
  private var callsRunning = 0
  /// Calls that this process could not settle when it owned the partition before.
  private let inherited: [SubmitMachine.EndedCall]
  private var alarmBell = BreakerAlarm()
  private var machine: SubmitMachine?
  private var retention: LedgerRetention
  /// Up to where the outbox was done with when it was taken over.
  private var settledBefore: Int64?
  private var isStopping = false
  /// When the timer fires that wakes `run`.
  private var alarm: ContinuousClock.Instant?
  private let wake: AsyncStream<Void>
  private let wakeUp: AsyncStream<Void>.Continuation

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

  /// How calls ended that are not settled, once `run` has thrown.
  var unsettled: [SubmitMachine.EndedCall] {
    (machine.map { Array($0.unsettled.values) } ?? inherited) + finished
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
  private func ring() {
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

  private func takeOver() async throws {
    // From here on a former owner is fenced: it can no longer record an attempt, so it can no longer send.
    try await producer.initTransactions(timeout: context.retry.answerTimeout)
    let ledger = try await context.loadLedger(partition)
    if let newest = ledger.newestOffset, case let end = try await context.outboxEnd(partition), newest >= end
    {
      throw OutboxRecreated(partition: partition, newestOffset: newest, outboxEnd: end)
    }
    let partitions = try await context.outboxPartitions()
    try await check(ledger, outboxPartitions: partitions)
    settledBefore = try await context.outboxSettled(partition)
    let pacing = context.configuration.pacing
    var pacer = Pacer(requestsPerSecond: pacing.requestsPerSecond, partitions: partitions)
    let now = context.now()
    pacer.takeOver(
      at: now.steady,
      sinceLastAttempt: ledger.lastAttemptAt.map { .milliseconds(now.wall - $0) }
    )
    machine = SubmitMachine(
      ledger: ledger,
      pacer: pacer,
      retry: context.retry,
      maxInFlight: pacing.maxInFlight,
      inDoubt: context.configuration.inDoubt,
      unsettled: inherited
    )
    context.telemetry.kafkaIsBack(.submit, at: now.steady)
    logger.info("Took over the outbox partition.", metadata: [LogKey.ledgerEntries: "\(ledger.count)"])
    StepBoundary.takenOver.reached()
    ring()
  }

  /// - Throws: `OutboxPartitionsChanged`.
  private func check(_ ledger: Ledger, outboxPartitions now: Int) async throws {
    guard try OutboxPartitionsChanged.check(ledger, of: partition, now: now) else { return }
    // A partition that was just added knows nothing of the past; the others do.
    for other in 0..<Int32(now) where other != partition {
      _ = try OutboxPartitionsChanged.check(try await context.loadLedger(other), of: other, now: now)
    }
    try await commit([try ledgerRecord(.outboxPartitions(now))], finishing: nil)
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

  /// Does one slice of what retention asks for; false where nothing is left to do.
  private func forget(at now: SubmitMachine.Now) async throws -> Bool {
    guard let reportIds = slice(at: now) else { return false }
    if reportIds.isEmpty { return true }
    try await commit(
      try reportIds.map { try ledgerRecord(.forgotten(reportId: $0)) },
      finishing: nil
    )
    machine?.forgot(reportIds)
    logger.info("Forgot reports past the retention.", metadata: [LogKey.count: "\(reportIds.count)"])
    return true
  }

  private func slice(at now: SubmitMachine.Now) -> [String]? {
    guard let machine else { return nil }
    return retention.next(in: machine.ledger, settled: machine.offsets.position ?? settledBefore, at: now)
  }

  private func wakeForRetention() async {
    while (try? await context.sleep(context.now().steady + LedgerRetention.interval)) != nil {
      wakeUp.yield()
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

  private func settleFinished() async throws {
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

  private func tellOfBreaker() {
    guard let breaker = machine?.breaker else { return }
    if let notice = alarmBell.notice(breaker, at: context.now().steady) { logger.tell(notice) }
  }

  private func send(
    _ item: SubmitMachine.Item,
    entry: LedgerEntry,
    turn: ContinuousClock.Instant,
    _ calls: inout ThrowingDiscardingTaskGroup<any Error>
  ) async throws {
    guard let envelope = item.envelope else { return }
    StepBoundary.lookedUp.reached()
    let trace = item.record.origin.trace.serviceContext
    let attempt = try ledgerRecord(.entry(entry, reportId: item.record.reportId))
    do {
      try await withSpan("elt.record", context: trace) { _ in
        try await commit([attempt], finishing: nil, endingAt: .attemptProduced)
      }
    } catch {
      // Should the record have gone through all the same: no call followed it, so there is no doubt.
      finished.append(ended(item, .notDelivered(Self.stoppedBeforeCall), startedAt: entry.attemptedAt))
      throw error
    }
    machine?.committed(entry, for: item.record.reportId)
    StepBoundary.attemptRecorded.reached()
    let isOurTurn = await withSpan("elt.wait", context: trace) { _ in await waitForTurn(turn) }
    guard isOurTurn else { return try await withdraw(item, entry) }
    let started = context.now()
    machine?.started(at: started.steady)
    tellOfBreaker()
    if let written = arrivals.removeValue(forKey: item.offset), written >= 0 {
      context.telemetry.instruments.waitSeconds.record(.milliseconds(max(0, started.wall - written)))
    }
    let timeLimit = context.configuration.elt.requestTimeout * 2
    context.telemetry.callStarted(item, partition: partition, limit: timeLimit)
    callsRunning += 1
    logger.debug(
      "A call to ELT begins.",
      metadata: [
        LogKey.reportId: "\(item.record.reportId)", LogKey.offset: "\(item.offset)",
        LogKey.attempts: "\(item.attempts)",
      ]
    )
    calls.addTask { [context, partition] in
      let result = await withSpan("elt.send", context: trace, ofKind: .client) { span in
        let result = await context.sender.send(envelope)
        span.attributes[SpanAttribute.reportId] = item.record.reportId
        span.attributes[SpanAttribute.attempt] = item.attempts
        span.attributes[SpanAttribute.result] = result.label.rawValue
        return result
      }
      let duration = context.now().steady - started.steady
      context.telemetry.callEnded(result, partition: partition, offset: item.offset, took: duration)
      await self.callEnded(self.ended(item, result, startedAt: started.wall))
    }
  }

  private nonisolated func ended(
    _ item: SubmitMachine.Item,
    _ result: SubmissionResult,
    startedAt: Int64
  ) -> SubmitMachine.EndedCall {
    .init(offset: item.offset, attempts: item.attempts, result: result, startedAt: startedAt)
  }

  private static let stoppedBeforeCall = TransportFailure(
    .transportCancelled,
    "The adapter stopped before the call."
  )

  /// False where the partition has to go at once: a call that left before its turn would break the ceiling.
  private func waitForTurn(_ turn: ContinuousClock.Instant) async -> Bool {
    do {
      try await context.sleep(turn)
      return !Task.isCancelled
    } catch {
      return false
    }
  }

  /// The recorded attempt did not take place, and the ledger shall say so, or the report would be in doubt.
  private func withdraw(_ item: SubmitMachine.Item, _ entry: LedgerEntry) async throws {
    let settlement = machine?.ended(
      item.offset,
      with: .notDelivered(Self.stoppedBeforeCall),
      startedAt: entry.attemptedAt,
      at: context.now(),
      jitter: context.jitter()
    )
    if let settlement { try await commit(settlement) }
  }

  private func callEnded(_ call: SubmitMachine.EndedCall) {
    callsRunning -= 1
    finished.append(call)
    ring()
  }

  // MARK: Committing

  private func commit(_ settlement: Settlement) async throws {
    try await withSpan("elt.settle", context: settlement.origin.trace.serviceContext) { span in
      span.attributes[SpanAttribute.reportId] = settlement.reportId
      try await commit(settlement, continuing: settlement.origin.continued(by: span.context))
    }
  }

  private func commit(_ settlement: Settlement, continuing origin: OutboxRecord.Origin) async throws {
    var records: [ProducerRecord] = []
    if let entry = settlement.entry {
      records.append(try ledgerRecord(.entry(entry, reportId: settlement.reportId)))
    }
    if let outcome = settlement.outcome {
      records.append(
        context.outcomes.record(outcome, reportId: settlement.reportId, origin: origin)
      )
    }
    if let code = settlement.deadLetter,
      let original = try await context.readRecord(partition, settlement.offset)
    {
      records.append(DeadLetter.record(original, code: code, topic: context.configuration.topics.deadLetters))
    }
    try await commit(
      records,
      finishing: settlement.finishes ? settlement.offset : nil,
      endingAt: .settlementProduced
    )
    StepBoundary.settlementCommitted.reached()
    machine?.committed(settlement)
    if settlement.finishes { arrivals[settlement.offset] = nil }
    if let outcome = settlement.outcome {
      context.telemetry.outcome(
        outcome,
        reportId: settlement.reportId,
        offset: settlement.offset,
        logger: logger
      )
    }
  }

  /// One transaction. An aborted one is tried again: what became of a call must not be lost.
  private func commit(
    _ records: [ProducerRecord],
    finishing offset: Int64?,
    endingAt boundary: StepBoundary? = nil
  ) async throws {
    let position = offset.flatMap { machine?.offsets.position(finishing: $0) }
    let outbox = TopicPartition(topic: context.configuration.topics.outbox, partition: partition)
    var failures = 0
    while true {
      context.telemetry.progress.expect(.submitter(partition: partition))
      let begun = context.now().steady
      do {
        let group = position == nil ? nil : try await context.groupMetadata()
        try await producer.commit(
          TransactionBatch(records: records, offsets: position.map { [outbox: $0] } ?? [:], group: group),
          endingAt: boundary
        )
        context.telemetry.instruments.commitTook(context.now().steady - begun, .submit)
        return
      } catch let failure as TransactionFailure {
        guard case .aborted(let error) = failure else { throw failure }
        failures += 1
        context.telemetry.instruments.abortedTransactions.increment(.submit)
        logger.warning(
          "A transaction was aborted; trying again.",
          metadata: [LogKey.code: "\(error.code)", LogKey.count: "\(failures)"]
        )
        try await context.sleep(
          context.now().steady + context.retry.backoff(failures: failures, jitter: context.jitter())
        )
      }
    }
  }

  private func ledgerRecord(_ record: LedgerRecord) throws -> ProducerRecord {
    try record.producerRecord(topic: context.configuration.topics.ledger, partition: partition)
  }
}
