package import Kafka
package import PipelineRecords
package import Telemetry
package import TimeReport

/// Reads the state of the fleet from its topics. It joins no group and writes nothing, and needs neither the adapter nor ELT
/// to be running.
package struct StatusReader: Sendable {
  private let groupId: String
  private let topics: TopicNames
  private let requestsPerSecond: Double
  private let longestCall: Duration
  private let kafka: KafkaConfiguration
  private let clock: AdapterClock
  private let timeLimit: Duration

  /// Receives the number of records read so far from a topic.
  package typealias Progress = @Sendable (_ topic: String, _ read: Int) -> Void

  /// - Parameters:
  ///   - groupId: The prefix of the consumer groups.
  ///   - requestsPerSecond: The ceiling.
  ///   - longestCall: How long one call may take, including its connection.
  ///   - timeLimit: What has not been read after this time is reported as not read.
  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    topics: TopicNames,
    requestsPerSecond: Double,
    longestCall: Duration,
    timeLimit: Duration = Self.defaultTimeLimit,
    clock: AdapterClock = .system
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.topics = topics
    self.requestsPerSecond = requestsPerSecond
    self.longestCall = longestCall
    self.timeLimit = timeLimit
    self.clock = clock
  }

  package static let defaultTimeLimit: Duration = .seconds(120)

  /// The state of the fleet as of the start of the call; lists the topics that could not be read within the time limit.
  package func overview(certificates: CertificateStatuses, progress: @escaping Progress = { _, _ in })
    async throws -> AdapterStatus
  {
    let limit = TimeLimit(timeLimit, clock: clock)
    let now = clock.now
    var status = AdapterStatus(readAt: now, requestsPerSecond: requestsPerSecond)
    func part<Part: Sendable>(_ topic: String, _ read: @escaping @Sendable () async throws -> Part)
      async throws -> Part?
    {
      do {
        return try await limit.run(read)
      } catch let error where !(error is CancellationError) {
        status.unread.append(.init(topic: topic, reason: "\(error)"))
        return nil
      }
    }
    (status.certificates, status.certificatesUnread) = (certificates.known, certificates.unread)
    status.assess()
    do {
      _ = try await limit.run {
        try await KafkaAdmin.with(kafka) { try await $0.brokers(timeout: limit.requestTimeout) }
      }
    } catch let error where !(error is CancellationError) {
      // Each topic would fail in the same way, after its own time-out.
      status.unread = [topics.ledger, topics.outbox, topics.requests, topics.deadLetters].map {
        .init(topic: $0, reason: "\(error)")
      }
      return status
    }
    status.ledger = try await part(topics.ledger) { try await ledger(now, limit, progress) }
    status.outbox = try await part(topics.outbox) { try await outbox(now, limit, progress) }
    status.requests = try await part(topics.requests) { try await requests(limit) }
    status.deadLetters = try await part(topics.deadLetters) { try await deadLetters(limit, progress) }
    status.assess()
    return status
  }

  /// - Returns: Nil if no topic knows the report. A ledger that cannot be read is an error; other topics are listed as unread.
  package func history(of reportId: ReportId, progress: @escaping Progress = { _, _ in }) async throws
    -> ReportHistory?
  {
    let key = Array(reportId.text.utf8)
    let limit = TimeLimit(timeLimit, clock: clock)
    var history = try await limit.run {
      var history = ReportHistory(reportId: reportId)
      try await readAll(topics.ledger, limit, progress) { record in
        if record.key == key { history.take(record) }
      }
      return history
    }
    for topic in [topics.outcomes, topics.requests] {
      do {
        history = try await limit.run { [history] in
          var history = history
          try await readAll(topic, limit, progress) { record in
            guard record.key == key else { return }
            if topic == topics.outcomes { history.takeOutcome(record) } else { history.takeRequest(record) }
          }
          return history
        }
      } catch let error where !(error is CancellationError) {
        history.unread.append(.init(topic: topic, reason: "\(error)"))
      }
    }
    history.sortByTime()
    return history.isEmpty && history.unread.isEmpty ? nil : history
  }

  private func ledger(_ now: Timestamp, _ limit: TimeLimit, _ progress: Progress) async throws -> LedgerStatus
  {
    var census = LedgerCensus()
    try await readAll(topics.ledger, limit, progress) { record in
      switch LedgerRecord(record) {
      case .entry(let entry, let reportId): census.take(reportId, entry)
      case .forgotten(let reportId): census.take(reportId, nil)
      case .outboxPartitions: break
      case nil: census.takeUnreadable()
      }
    }
    // Tolerates clocks that differ by up to a minute.
    let longest = longestCall + .seconds(60)
    return census.status(stuckBefore: now - longest)
  }

  private func outbox(_ now: Timestamp, _ limit: TimeLimit, _ progress: Progress) async throws -> OutboxStatus
  {
    let backlogs = try await backlogs(of: topics.outbox, group: Role.submit, limit)
    // The partitions share the ceiling evenly.
    let secondsPerCall = Double(max(backlogs.count, 1)) / requestsPerSecond
    var queues: [SendingQueue] = []
    var queued = 0
    for backlog in backlogs where backlog.offsets > 0 {
      let partition = TopicPartition(topic: topics.outbox, partition: backlog.partition)
      var queue = SendingQueue(secondsPerCall: secondsPerCall)
      try await reader.read(partition, from: backlog.end - backlog.offsets) { record in
        queued += 1
        progress(topics.outbox, queued)
        queue.add(OutboxRecord(record))
        return record.offset + 1 < backlog.end ? .proceed : .stop
      }
      queues.append(queue)
    }
    let forecast = SendingForecast(queues, at: now)
    return OutboxStatus(
      partitions: backlogs,
      queued: queued,
      calls: forecast.calls,
      secondsAtCeiling: forecast.seconds,
      lastGoesOut: forecast.calls > 0 ? forecast.emptyAt : nil,
      months: forecast.months,
      deadlineAtRisk: forecast.isAtRisk,
      reportsWithoutMonth: forecast.reportsWithoutMonth
    )
  }

  private func requests(_ limit: TimeLimit) async throws -> RequestsStatus {
    let backlogs = try await backlogs(of: topics.requests, group: Role.intake, limit)
    var queued: Int64 = 0
    var isExact = true
    for backlog in backlogs where backlog.offsets > 0 {
      let count = try await countedRequests(in: backlog)
      queued += count ?? backlog.offsets
      if count == nil { isExact = false }
    }
    return RequestsStatus(
      partitions: backlogs,
      queued: queued,
      isExact: isExact,
      secondsAtCeiling: Double(queued) / requestsPerSecond
    )
  }

  /// Offsets up to which the records of a partition are counted one by one.
  private static let countedOffsets: Int64 = 1000

  /// The requests of a small backlog, without transaction markers; nil if it is large or an open transaction hides some.
  private func countedRequests(in backlog: PartitionBacklog) async throws -> Int64? {
    guard backlog.offsets <= Self.countedOffsets else { return nil }
    let partition = TopicPartition(topic: topics.requests, partition: backlog.partition)
    var count: Int64 = 0
    do {
      try await reader.read(
        partition,
        from: backlog.end - backlog.offsets,
        to: .committed(patience: .seconds(1))
      ) { record in
        guard record.offset < backlog.end else { return .stop }
        count += 1
        return record.offset + 1 < backlog.end ? .proceed : .stop
      }
    } catch let error as KafkaError where error.code == "CONCURRENT_TRANSACTIONS" {
      return nil
    }
    return count
  }

  private func deadLetters(_ limit: TimeLimit, _ progress: Progress) async throws -> DeadLetterStatus {
    var status = DeadLetterStatus()
    var replayed: [Int32: RangeSet<Int64>] = [:]
    try await readAll(topics.deadLetters, limit, progress) { record in
      guard let note = try ReplayNote(record) else { return }
      replayed[record.partition, default: RangeSet()].formUnion(note.offsets)
    }
    try await readAll(topics.deadLetters, limit, progress) { record in
      guard try ReplayNote(record) == nil else { return }
      if replayed[record.partition]?.contains(record.offset) == true {
        status.replayed += 1
      } else {
        status.waiting += 1
        let code = StoredDeadLetter(record, outbox: topics.outbox).code ?? "unknown"
        // Bounded, because others may write to the topic.
        status.byCode[status.byCode.count < 200 ? code : "unknown", default: 0] += 1
      }
    }
    return status
  }

  // MARK: Reading

  private var reader: PartitionReader {
    var reader = PartitionReader(kafka, groupId: GroupNames(groupId).reader)
    reader.stallTimeout = .seconds(30)
    return reader
  }

  private func partitions(of topic: String, _ limit: TimeLimit) async throws -> [TopicPartition] {
    let count = try await KafkaAdmin.with(kafka) {
      try await $0.partitionCount(of: topic, timeout: limit.requestTimeout)
    }
    guard let count else { throw MissingTopic(name: topic) }
    return (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
  }

  /// Reads to the end as of now: a busy submitter extends the topic as fast as it is read.
  private func readAll(
    _ topic: String,
    _ limit: TimeLimit,
    _ progress: Progress,
    _ body: (ConsumedRecord) throws -> Void
  ) async throws {
    let partitions = try await partitions(of: topic, limit)
    let ranges = try await KafkaAdmin.with(kafka) {
      try await $0.watermarks(partitions, timeout: limit.requestTimeout)
    }
    var read = 0
    for partition in partitions {
      guard let range = ranges[partition], range.low < range.high else { continue }
      try await reader.read(partition, from: range.low) { record in
        guard record.offset < range.high else { return .stop }
        read += 1
        progress(topic, read)
        try body(record)
        return record.offset + 1 < range.high ? .proceed : .stop
      }
    }
  }

  private func backlogs(of topic: String, group: Role, _ limit: TimeLimit) async throws -> [PartitionBacklog]
  {
    let partitions = try await partitions(of: topic, limit)
    let lags = try await KafkaAdmin.with(kafka) {
      try await $0.lag(
        ofGroup: GroupNames(groupId).group(group),
        partitions,
        timeout: limit.requestTimeout
      )
    }
    return partitions.compactMap { partition in
      lags[partition].map {
        PartitionBacklog(
          partition: partition.partition,
          committed: $0.committed,
          end: $0.watermarks.high,
          offsets: $0.count
        )
      }
    }
  }
}
