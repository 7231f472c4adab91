internal import ELT
internal import Logging
internal import PipelineRecords
internal import Telemetry
internal import TimeReport

extension Telemetry {
  /// A call starts.
  ///
  /// - Parameter limit: How long it may take before it is stuck.
  func callStarted(_ item: SubmitMachine.Item, partition: Int32, limit: Duration) {
    progress.expect(.call(partition: partition, offset: item.offset), within: limit)
    record { recent, now in
      recent.callStarted(
        .init(partition: partition, offset: item.offset),
        reportId: item.record.reportId.text,
        at: now
      )
    }
  }

  func callEnded(_ result: SubmissionResult, partition: Int32, offset: Int64, took duration: Duration) {
    instruments.calls.increment(result.label)
    instruments.callSeconds.record(duration, result.label)
    progress.done(.call(partition: partition, offset: offset))
    record { recent, _ in recent.callEnded(.init(partition: partition, offset: offset)) }
  }

  /// The report is sent again after a call with this result.
  func retried(after result: SubmissionResult) { instruments.retries.increment(result.label) }

  /// An unreadable outbox record was written to the dead letters.
  func discardedOutboxRecord() {
    instruments.problems.increment(ProblemCode.outboxUnreadable)
    record { recent, now in recent.occurred(ProblemCode.outboxUnreadable, at: now) }
  }

  /// ELT returned the receipt of another report.
  func receiptRepeated(offset: Int64, logger: Logger) {
    instruments.receiptsRepeated.increment([])
    logger.log(.receiptRepeated, [LogKey.offset: "\(offset)"])
  }

  /// A report was settled with an outcome.
  ///
  /// - Parameter logger: Carries the outbox partition.
  func outcome(_ outcome: Outcome, reportId: ReportId, offset: Int64, logger: Logger) {
    let codes = outcome.codes
    instruments.outcomes.increment(outcome.type)
    for code in codes { instruments.problems.increment(code) }
    record { recent, now in
      recent.settled(outcome.type, at: now)
      for code in codes { recent.occurred(code, at: now) }
    }
    var metadata: Logger.Metadata = [
      LogKey.reportId: "\(reportId)", LogKey.outcome: "\(outcome.type.rawValue)",
      LogKey.offset: "\(offset)",
    ]
    if !codes.isEmpty { metadata[LogKey.codes] = .codes(codes) }
    logger.log(.reportSettled, metadata)
  }
}

extension Logger {
  /// Logs a call that failed, without the agency's text, which may quote the report.
  func log(_ result: SubmissionResult, reportId id: ReportId?, offset: Int64) {
    let reportId = id?.text ?? "unknown"
    func metadata(_ code: ProblemCode) -> Logger.Metadata {
      [LogKey.code: "\(code.rawValue)", LogKey.reportId: "\(reportId)", LogKey.offset: "\(offset)"]
    }
    switch result {
    case .notDelivered(let failure):
      // A warning only: an outage is alerted by `OutageAlert`.
      log(.callNotDelivered, metadata(failure.code), detail: failure.sentence)
    case .serverFault(let fault): log(.callFaulted, metadata(fault.code))
    case .unknown(let failure): log(.callInDoubt, metadata(failure.code), detail: failure.sentence)
    case .receipt, .refused: break
    }
  }
}

/// The result of a call to ELT, as a label of metrics and an attribute of spans.
package enum ResultLabel: String, Sendable, CaseIterable, MetricLabel {
  case receipt, refused
  case notDelivered = "not-delivered"
  case serverFault = "server-fault"
  case unknown

  package var label: String { rawValue }

  /// The results after which a report may be sent again.
  package static let retried: [ResultLabel] = [.notDelivered, .serverFault, .unknown]
}

extension SubmissionResult {
  var label: ResultLabel {
    switch self {
    case .receipt: .receipt
    case .refused: .refused
    case .notDelivered: .notDelivered
    case .serverFault: .serverFault
    case .unknown: .unknown
    }
  }
}
