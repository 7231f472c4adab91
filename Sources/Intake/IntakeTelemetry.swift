internal import Kafka
internal import Logging
internal import PipelineRecords
internal import Signatures
internal import Telemetry
internal import TimeReport

extension Telemetry {
  /// A batch was committed.
  func processed(_ receipts: [IntakeReceipt]) {
    for receipt in receipts { count(receipt) }
    record { recent, now in
      for receipt in receipts {
        if case .outcome(let type, _) = receipt.kind { recent.settled(type, at: now) }
        for code in receipt.codes { recent.occurred(code, at: now) }
      }
    }
  }

  private func count(_ receipt: IntakeReceipt) {
    let type = receipt.type.flatMap(RequestType.init)?.label ?? "unknown"
    instruments.events.increment([type, receipt.label])
    for code in receipt.codes { instruments.problems.increment(code) }
    // The metadata is an autoclosure: it costs nothing at a level that is not logged.
    switch receipt.kind {
    case .submission: logger.log(.reportQueued, receipt.metadata)
    case .resolution: logger.log(.decisionQueued, receipt.metadata)
    case .outcome(let type, _):
      instruments.outcomes.increment(type)
      logger.log(.requestAnswered, receipt.metadata)
    case .deadLetter(.eventBatchUnreadable): logger.log(.batchUnreadable, receipt.metadata)
    case .deadLetter: logger.log(.requestUnreadable, receipt.metadata)
    }
  }

  /// An open transaction of a publisher hides requests, or no longer does.
  func noticed(_ notice: HiddenRequests.Notice) {
    switch notice {
    case .hidden(let partition, let count, let seconds):
      logger.log(
        .requestsHidden,
        [
          LogKey.topic: "\(partition.topic)", LogKey.partition: "\(partition.partition)",
          LogKey.count: "\(count)", LogKey.seconds: "\(seconds)",
        ]
      )
    case .visible(let partition):
      logger.log(
        .requestsVisible,
        [LogKey.topic: "\(partition.topic)", LogKey.partition: "\(partition.partition)"]
      )
    }
  }

  /// The requests of each partition that an open transaction has hidden for too long.
  func hidden(_ requests: [TopicPartition: Int64]) {
    record { recent, _ in
      recent.hiddenRequests = Dictionary(requests.map { ($0.key.partition, $0.value) }) { $1 }
    }
  }

  /// No OCSP response for the organisation's own signature could be fetched; reports wait for one.
  func ocspIsUnavailable(_ problem: StatusProblem, failures: Int) {
    let isNew = record { recent, _ in
      defer { recent.ocspProblem = .init(code: problem.code.rawValue, message: problem.message) }
      return recent.ocspProblem?.code != problem.code.rawValue
    }
    logger.log(
      .ocspUnavailable,
      [LogKey.code: "\(problem.code.rawValue)", LogKey.count: "\(failures)"],
      detail: "\(problem.message) \(problem.remedy)",
      level: isNew ? nil : .warning
    )
  }

  func ocspIsAvailable() {
    let wasMissing = record { recent, _ in recent.ocspProblem.take() != nil }
    if wasMissing { logger.log(.ocspAvailable) }
  }

  /// Requests were deleted before they were read.
  func requestsDeleted(_ count: Int, in partition: TopicPartition) {
    instruments.requestsDeleted.increment([], by: Int64(count))
    logger.log(
      .requestsDeleted,
      [
        LogKey.topic: "\(partition.topic)", LogKey.partition: "\(partition.partition)",
        LogKey.count: "\(count)",
      ]
    )
  }
}

extension RequestType {
  fileprivate var label: String {
    switch self {
    case .prepare: "prepare"
    case .submit: "submit"
    case .resolve: "resolve"
    }
  }
}

extension IntakeReceipt {
  /// The result of the request, as a label.
  fileprivate var label: String {
    switch kind {
    case .submission: "submission"
    case .resolution: "resolution"
    case .outcome(let type, _): type.label
    case .deadLetter: "dead-letter"
    }
  }

  fileprivate var codes: [ProblemCode] {
    switch kind {
    case .submission, .resolution: []
    case .outcome(_, let codes): codes
    case .deadLetter(let code): [code]
    }
  }

  fileprivate var metadata: Logger.Metadata {
    var metadata: Logger.Metadata = [
      LogKey.topic: "\(topic)", LogKey.partition: "\(partition)", LogKey.offset: "\(offset)",
    ]
    if let type { metadata[LogKey.type] = "\(type)" }
    if let reportId { metadata[LogKey.reportId] = "\(reportId)" }
    switch kind {
    case .submission, .resolution: break
    case .outcome(let type, let codes):
      metadata[LogKey.outcome] = "\(type.rawValue)"
      if !codes.isEmpty { metadata[LogKey.codes] = .codes(codes) }
    case .deadLetter(let code): metadata[LogKey.code] = "\(code.rawValue)"
    }
    return metadata
  }
}
