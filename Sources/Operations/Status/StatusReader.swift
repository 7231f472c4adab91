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

  /// Receives the number of records read so far from a topic.
  package typealias Progress = @Sendable (_ topic: String, _ read: Int) -> Void

  /// - Parameters:
  ///   - groupId: The prefix of the consumer groups.
  ///   - requestsPerSecond: The ceiling.
  ///   - longestCall: How long one call may take, including its connection.
  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    topics: TopicNames,
    requestsPerSecond: Double,
    longestCall: Duration,
    clock: AdapterClock = .system
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.topics = topics
    self.requestsPerSecond = requestsPerSecond
    self.longestCall = longestCall
    self.clock = clock
  }

  /// The state of the fleet; lists the topics that cannot be read.
  ///
  /// - Throws: If no broker can be reached.
  package func overview(certificates: CertificateStatuses, progress: @escaping Progress = { _, _ in })
    async throws -> AdapterStatus
  {
    _ = try await KafkaAdmin.with(kafka) { try await $0.brokers() }
    let now = clock.now
    var status = AdapterStatus(readAt: now, requestsPerSecond: requestsPerSecond)
    func part<Part>(_ topic: String, _ read: () async throws -> Part) async throws -> Part? {
      do {
        return try await read()
      } catch let error where !(error is CancellationError) {
        status.unread.append(.init(topic: topic, reason: "\(error)"))
        return nil
      }
    }
    status.ledger = try await part(topics.ledger) { try await ledger(now, progress) }
    status.outbox = try await part(topics.outbox) { try await outbox(now, progress) }
    status.requests = try await part(topics.requests) { try await requests() }
    status.deadLetters = try await part(topics.deadLetters) { try await deadLetters(progress) }
    (status.certificates, status.certificatesUnread) = (certificates.known, certificates.unread)
    return status
  }

  /// - Returns: Nil if the ledger does not know the report.
  package func history(of reportId: ReportId, progress: @escaping Progress = { _, _ in }) async throws
    -> ReportHistory?
  {
    let key = Array(reportId.text.utf8)
    var history = ReportHistory(reportId: reportId)
    try await readAll(topics.ledger, progress) { record in
      if record.key == key { history.take(record) }
    }
    return history.records.isEmpty ? nil : history
  }

  private func ledger(_ now: Timestamp, _ progress: Progress) async throws -> LedgerStatus {
    var census = LedgerCensus()
    try await readAll(topics.ledger, progress) { record in
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

  private func outbox(_ now: Timestamp, _ progress: Progress) async throws -> OutboxStatus {
    let backlogs = try await backlogs(of: topics.outbox, group: Role.submit)
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

  private func requests() async throws -> RequestsStatus {
    let backlogs = try await backlogs(of: topics.requests, group: Role.intake)
    let queued = backlogs.reduce(0) { $0 + $1.offsets }
    return RequestsStatus(
      partitions: backlogs,
      queued: queued,
      secondsAtCeiling: Double(queued) / requestsPerSecond
    )
  }

  private func deadLetters(_ progress: Progress) async throws -> DeadLetterStatus {
    var status = DeadLetterStatus()
    var replayed: [Int32: RangeSet<Int64>] = [:]
    try await readAll(topics.deadLetters, progress) { record in
      guard let note = try ReplayNote(record) else { return }
      replayed[record.partition, default: RangeSet()].formUnion(note.offsets)
    }
    try await readAll(topics.deadLetters, progress) { record in
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
    var reader = PartitionReader(kafka, groupId: "\(groupId).reader")
    reader.stallTimeout = .seconds(30)
    return reader
  }

  private func partitions(of topic: String) async throws -> [TopicPartition] {
    let count = try await KafkaAdmin.with(kafka) { try await $0.partitionCount(of: topic) }
    guard let count else { throw MissingTopic(name: topic) }
    return (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
  }

  private func readAll(_ topic: String, _ progress: Progress, _ body: (ConsumedRecord) throws -> Void)
    async throws
  {
    var read = 0
    for partition in try await partitions(of: topic) {
      try await reader.read(partition) { record in
        read += 1
        progress(topic, read)
        try body(record)
        return .proceed
      }
    }
  }

  private func backlogs(of topic: String, group: Role) async throws -> [PartitionBacklog] {
    let partitions = try await partitions(of: topic)
    let lags = try await KafkaAdmin.with(kafka) {
      try await $0.lag(ofGroup: "\(groupId).\(group.rawValue)", partitions)
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
