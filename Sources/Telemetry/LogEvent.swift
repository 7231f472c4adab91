package import Logging

/// The declaration of a log event. Every log line of the adapter is one of `LogEvent.all`; `docs/log-events.md` is generated
/// from them.
///
/// A detail that is only known at run time, such as an error, follows the message. Message and detail hold no personal data.
package struct LogEvent: Sendable, Hashable {
  /// `area.what-happened`. Part of the public contract: it does not change between releases.
  package let key: String
  /// Nil if a library decides the level of each line.
  package let level: Logger.Level?
  /// Whether a person must act. The line then carries `alarm=true`.
  package let isAlarm: Bool
  /// The sentence that is logged. It may change between releases.
  package let message: String
  /// For the reference page: what the event means and what to do.
  package let meaning: String

  private init(
    _ key: String,
    _ level: Logger.Level?,
    alarm isAlarm: Bool = false,
    _ message: String,
    meaning: String
  ) {
    (self.key, self.level, self.isAlarm) = (key, level, isAlarm)
    (self.message, self.meaning) = (message, meaning)
  }

  // MARK: The process

  package static let unknownVariable = LogEvent(
    "configuration.unknown-variable",
    .warning,
    "Ignored an unknown ELT_ADAPTER_ variable.",
    meaning: "`variable` names an environment variable that is no setting. Correct its name or remove it."
  )
  package static let unsafeSetting = LogEvent(
    "configuration.unsafe-setting",
    .warning,
    "Accepted a setting that is unsafe in production.",
    meaning: "The detail names the setting. Change it before the adapter sends real reports."
  )
  package static let stepBoundarySet = LogEvent(
    "process.step-boundary-set",
    .warning,
    "A step boundary is set; this process will kill or stop itself there.",
    meaning: "Only in debug builds. Unset `variable`."
  )
  package static let logLevelChanged = LogEvent(
    "process.log-level-changed",
    .critical,
    "Changed the log level.",
    meaning:
      "SIGUSR1 or SIGUSR2 arrived; `log-level` is the new level. Logged at the highest level so that every level shows it."
  )
  package static let stopRequested = LogEvent(
    "process.stop-requested",
    .notice,
    "Received a signal to stop; finishing and settling calls in progress. A second signal exits immediately.",
    meaning: "SIGTERM or SIGINT arrived. Wait for the process to end."
  )
  package static let stopForced = LogEvent(
    "process.stop-forced",
    .critical,
    "Received a second signal; exited immediately. Calls in progress are in doubt.",
    meaning:
      "The next owner of the partition reports calls in progress as in doubt. Send one signal only and wait."
  )
  package static let adminServerStarted = LogEvent(
    "process.admin-server-started",
    .info,
    "The admin server is listening.",
    meaning: "`address` is its host and port, also if `admin.port` is 0."
  )
  package static let adminServerRestarted = LogEvent(
    "process.admin-server-restarted",
    .error,
    "The admin server ended; starting it again.",
    meaning:
      "Usually no file descriptor was left. Raise the limit on open files; the pipeline is not affected."
  )
  package static let stopTimedOut = LogEvent(
    "process.stop-timed-out",
    .critical,
    "The process did not stop in time and exited. Calls in progress are in doubt.",
    meaning:
      "The next owner of the partition reports calls in progress as in doubt. Report the log to the developers."
  )
  package static let startRefused = LogEvent(
    "process.start-refused",
    .critical,
    "Refused to start.",
    meaning: "Exit code 2. The detail names the setting or the topic and its remedy."
  )
  package static let processFailed = LogEvent(
    "process.failed",
    .critical,
    "Failed in a way that retrying cannot fix; exiting.",
    meaning:
      "Exit code 3. The detail names the cause, such as a missing right. Calls in progress were settled first."
  )
  package static let libraryLog = LogEvent(
    "library.log",
    nil,
    "(the library's text)",
    meaning: "A line of a Swift library inside the adapter, such as the admin server. No action is needed."
  )

  // MARK: Kafka

  package static let partitionsAssigned = LogEvent(
    "kafka.partitions-assigned",
    .info,
    "The consumer group assigned partitions.",
    meaning: "This instance owns `count` partitions of `role`. No action is needed."
  )
  package static let brokersAwayAtStart = LogEvent(
    "kafka.brokers-away-at-start",
    .error,
    "The brokers do not answer; waiting for them to start the stages.",
    meaning: """
      The adapter waits indefinitely; repeated failures (`count`) are warnings. Check the detail, the brokers and the network. \
      `kafka.stage-resumed` follows when the brokers answer.
      """
  )
  package static let topicNotDurable = LogEvent(
    "kafka.topic-not-durable",
    .warning,
    "A topic can lose acknowledged records with one broker.",
    meaning:
      "The detail names topic, setting and remedy. With `topics.durability: require` the adapter refuses to start instead."
  )
  package static let kafkaStageFailed = LogEvent(
    "kafka.stage-failed",
    .error,
    "Kafka failed the stage; restarting its clients.",
    meaning: """
      The stage of `role` retries indefinitely; repeated failures (`count`) are warnings. If it does not resume, check the \
      brokers and the network.
      """
  )
  package static let topicMissing = LogEvent(
    "kafka.topic-missing",
    .error,
    alarm: true,
    "A topic of the adapter does not exist.",
    meaning: """
      The topic was deleted, or its name or the rights changed. The stage of `role` retries indefinitely and continues when \
      the topic exists again (`elt-adapter topics --create`).
      """
  )
  package static let kafkaStageResumed = LogEvent(
    "kafka.stage-resumed",
    .notice,
    "Kafka is reachable again; the stage resumed.",
    meaning: "The outage of `role` lasted `seconds`. No action is needed."
  )
  package static let kafkaClientLog = LogEvent(
    "kafka.client-log",
    nil,
    "librdkafka logged:",
    meaning:
      "A line of the Kafka library about one connection of `client`. Useful when `kafka.stage-failed` is logged too."
  )

  // MARK: Certificates

  package static let certificateReloadRequested = LogEvent(
    "certificates.reload-requested",
    .notice,
    "Received SIGHUP; checking the certificate files.",
    meaning:
      "`certificates.reloaded` or `certificates.reload-failed` follows for each set of files that changed."
  )
  package static let certificatesReloaded = LogEvent(
    "certificates.reloaded",
    .notice,
    "Reloaded changed certificate files.",
    meaning: "The files of `certificate` are in use now. No restart is needed."
  )
  package static let certificatesReverted = LogEvent(
    "certificates.reverted",
    .notice,
    "Certificate files match those in use again.",
    meaning: "A change of the files of `certificate` was undone before it was used. No action is needed."
  )
  package static let certificateReloadFailed = LogEvent(
    "certificates.reload-failed",
    .error,
    alarm: true,
    "Rejected changed certificate files; the previous ones stay in use, retrying.",
    meaning: "Correct the files of `certificate` as the detail describes. No restart is needed."
  )
  package static let certificateExpiring = LogEvent(
    "certificates.expiring",
    .warning,
    "A certificate expires soon.",
    meaning: "Logged once 60 and once 30 days before expiry. Order a new certificate for `certificate`."
  )
  package static let certificateExpiringUrgently = LogEvent(
    "certificates.expiring-urgently",
    .error,
    alarm: true,
    "A certificate expires within days or has expired.",
    meaning: "Logged daily from 7 days before expiry on. Install a new certificate for `certificate` now."
  )

  // MARK: Intake

  package static let reportQueued = LogEvent(
    "intake.report-queued",
    .debug,
    "Queued a report for submission.",
    meaning: "The report is in the outbox. No action is needed."
  )
  package static let decisionQueued = LogEvent(
    "intake.decision-queued",
    .info,
    "Queued a decision on a report in doubt.",
    meaning: "The submitter applies the decision next. No action is needed."
  )
  package static let requestAnswered = LogEvent(
    "intake.request-answered",
    .info,
    "Answered a request.",
    meaning: "`outcome` was published without a call to ELT; `codes` name the problems. No action is needed."
  )
  package static let requestUnreadable = LogEvent(
    "intake.request-unreadable",
    .warning,
    "Wrote an unreadable request to the dead letters.",
    meaning:
      "`code` names the problem; `topic`, `partition` and `offset` the request. Its producer must publish a correct one."
  )
  package static let requestsDeleted = LogEvent(
    "intake.requests-deleted",
    .error,
    alarm: true,
    "Requests were deleted from their topic before they were read.",
    meaning: """
      Retention deleted up to `count` requests. Publish requests without an outcome again, and raise the retention of \
      `topic`.
      """
  )
  package static let requestsRecreated = LogEvent(
    "intake.topic-recreated",
    .error,
    alarm: true,
    "The request topic was deleted and created again; reading the new one from its beginning.",
    meaning:
      "Requests of the deleted topic that had no outcome are lost. Publish them again, and find out who deleted the topic."
  )
  package static let batchUnreadable = LogEvent(
    "intake.batch-unreadable",
    .error,
    alarm: true,
    "Set aside a batch of requests that cannot be read.",
    meaning: """
      The batch that begins at `offset` is damaged or expands to too many bytes. The dead letters name its position; reading \
      continued behind it. Ask its producer to publish the events again.
      """
  )
  package static let requestsHidden = LogEvent(
    "intake.requests-hidden",
    .error,
    alarm: true,
    "An open transaction of a publisher hides requests.",
    meaning: """
      The last `count` offsets of `partition` have been hidden for `seconds`; nothing behind the transaction can be read. \
      Repeated every five minutes. Stop the publisher, or find its transaction with `kafka-transactions.sh find-hanging` and \
      abort it.
      """
  )
  package static let requestsVisible = LogEvent(
    "intake.requests-visible",
    .notice,
    "The open transaction that hid requests ended.",
    meaning: "Reading `partition` continues. No action is needed."
  )
  package static let intakeTransactionAborted = LogEvent(
    "intake.transaction-aborted",
    .warning,
    "Transaction aborted; retrying the batch.",
    meaning: "Nothing of the batch was published. If `count` keeps growing, check the brokers for `code`."
  )
  package static let ocspUnavailable = LogEvent(
    "intake.ocsp-unavailable",
    .error,
    "Received no OCSP response for the organisation's own signature; reports wait, retrying.",
    meaning:
      "Repeated failures (`count`) are warnings. Follow the detail; usually the responder or the network is down."
  )
  package static let ocspAvailable = LogEvent(
    "intake.ocsp-available",
    .notice,
    "Received an OCSP response for the organisation's own signature again.",
    meaning: "Waiting reports continue. No action is needed."
  )

  // MARK: Submission

  package static let partitionTakenOver = LogEvent(
    "submission.partition-taken-over",
    .info,
    "Took over the outbox partition.",
    meaning:
      "This instance sends the partition's reports. It read `ledger-entries` from the ledger. No action is needed."
  )
  package static let partitionReleased = LogEvent(
    "submission.partition-released",
    .info,
    "Released the outbox partition.",
    meaning: "All calls of this instance are settled. Another instance takes over. No action is needed."
  )
  package static let partitionFenced = LogEvent(
    "submission.partition-fenced",
    .warning,
    "Kafka fenced the submitter: another instance took over the partition, or a transaction timed out.",
    meaning:
      "The group decides which instance continues. If it repeats, check for pauses of the process and slow brokers."
  )
  package static let readingPaused = LogEvent(
    "submission.reading-paused",
    .debug,
    "Paused reading the outbox.",
    meaning: "Enough records wait in memory. No action is needed."
  )
  package static let readingResumed = LogEvent(
    "submission.reading-resumed",
    .debug,
    "Resumed reading the outbox.",
    meaning: "Memory has room for further records. No action is needed."
  )
  package static let callStarted = LogEvent(
    "submission.call-started",
    .debug,
    "Started a call to ELT.",
    meaning: "`attempts` counts the attempts for this report. No action is needed."
  )
  package static let callNotDelivered = LogEvent(
    "submission.call-not-delivered",
    .warning,
    "A call did not reach ELT; retrying.",
    meaning:
      "The report was not sent. If the outage lasts, `elt.unreachable` or `elt.access-refused` is logged."
  )
  package static let callFaulted = LogEvent(
    "submission.call-faulted",
    .error,
    "ELT returned a fault.",
    meaning:
      "The adapter retries a few times; then the outcome names the failure. Look up `code` in outcome-codes.md."
  )
  package static let callInDoubt = LogEvent(
    "submission.call-in-doubt",
    .error,
    "A report may or may not have arrived.",
    meaning:
      "If `inDoubt` is `hold`, ask the agency and decide with `elt-adapter resolve`. If it is `resend`, wait."
  )
  package static let receiptRepeated = LogEvent(
    "submission.receipt-repeated",
    .error,
    alarm: true,
    "ELT returned the receipt of another report.",
    meaning: """
      ELT, or something between here and ELT, mixes up answers, so other receipts may be wrong too. The report is in doubt, \
      unless `elt.repeatedReceipts` is `accept`. Ask the agency which report has the receipt.
      """
  )
  package static let reportSettled = LogEvent(
    "submission.report-settled",
    .info,
    "Settled a report.",
    meaning: "`outcome` was published; `codes` name the problems. No action is needed."
  )
  package static let submissionTransactionAborted = LogEvent(
    "submission.transaction-aborted",
    .warning,
    "Transaction aborted; retrying.",
    meaning: "No call is repeated because of it. If `count` keeps growing, check the brokers for `code`."
  )
  package static let outboxRecordUnreadable = LogEvent(
    "submission.record-unreadable",
    .error,
    alarm: true,
    "Wrote an unreadable outbox record to the dead letters.",
    meaning:
      "Another program wrote to the outbox, or the record was damaged. Find out which, and correct the ACLs."
  )
  package static let resultTooLarge = LogEvent(
    "submission.result-too-large",
    .error,
    alarm: true,
    "A result was larger than its topic accepts; publishing it without the oversized part.",
    meaning: """
      The outcome of the outbox record at `offset` has no key and fewer problems, or only a dead letter names it. Raise \
      `max.message.bytes` of the outcome and dead-letter topics to the values of `elt-adapter topics`.
      """
  )

  // MARK: The ledger

  package static let ledgerEntryUnreadable = LogEvent(
    "ledger.entry-unreadable",
    .error,
    alarm: true,
    "Skipped an unreadable ledger entry.",
    meaning: """
      The adapter cannot read the state of this report and might send it twice. Find out who wrote it, and \
      correct the ACLs.
      """
  )
  package static let ledgerEntriesExpired = LogEvent(
    "ledger.entries-expired",
    .info,
    "Expired ledger entries past the retention period.",
    meaning: "`count` entries older than `ledger.retentionMonths` were removed. No action is needed."
  )

  // MARK: ELT

  package static let eltUnreachable = LogEvent(
    "elt.unreachable",
    .error,
    alarm: true,
    "ELT is unreachable. Reports wait; retrying with one call at a time.",
    meaning:
      "Repeated every five minutes. Follow the detail; if it lasts for hours, call the agency's support."
  )
  package static let eltAccessRefused = LogEvent(
    "elt.access-refused",
    .error,
    alarm: true,
    "ELT and the adapter refused each other; no report is sent, and retrying will not help.",
    meaning:
      "Repeated every five minutes. Check the certificates, the agreement with the agency and the address."
  )
  package static let eltFaultsForAll = LogEvent(
    "elt.faults-for-all",
    .error,
    alarm: true,
    "ELT answers every report with a fault. Reports wait; retrying with one call at a time.",
    meaning:
      "Repeated every five minutes. No report fails meanwhile. If it lasts, send the agency the detail and the time."
  )
  package static let eltReachableAgain = LogEvent(
    "elt.reachable-again",
    .notice,
    "ELT is reachable again; sending resumed.",
    meaning: "The outage lasted `seconds`. No action is needed."
  )

  /// Every event, in the order of the reference page.
  package static let all: [LogEvent] = [
    unknownVariable, unsafeSetting, stepBoundarySet, logLevelChanged, stopRequested, stopForced,
    adminServerStarted, adminServerRestarted, stopTimedOut, startRefused, processFailed, libraryLog,
    partitionsAssigned, brokersAwayAtStart, topicNotDurable, kafkaStageFailed, topicMissing,
    kafkaStageResumed,
    kafkaClientLog,
    certificateReloadRequested, certificatesReloaded, certificatesReverted, certificateReloadFailed,
    certificateExpiring, certificateExpiringUrgently,
    reportQueued, decisionQueued, requestAnswered, requestUnreadable, requestsDeleted,
    requestsRecreated, batchUnreadable, requestsHidden, requestsVisible,
    intakeTransactionAborted,
    ocspUnavailable, ocspAvailable,
    partitionTakenOver, partitionReleased, partitionFenced, readingPaused, readingResumed,
    callStarted, callNotDelivered, callFaulted, callInDoubt, receiptRepeated, reportSettled,
    submissionTransactionAborted,
    outboxRecordUnreadable, resultTooLarge,
    ledgerEntryUnreadable, ledgerEntriesExpired,
    eltUnreachable, eltAccessRefused, eltFaultsForAll, eltReachableAgain,
  ]
}

extension Logger {
  /// Logs an event.
  ///
  /// - Parameters:
  ///   - detail: what is only known at run time, such as an error; follows the message. It must not hold personal data.
  ///   - level: overrides the declared level.
  package func log(
    _ event: LogEvent,
    _ metadata: @autoclosure () -> Logger.Metadata = [:],
    detail: @autoclosure () -> String? = nil,
    level: Logger.Level? = nil
  ) {
    log(
      level: level ?? event.level ?? .info,
      "\(event.message)\(detail().map { " \($0)" } ?? "")",
      metadata: metadata().merging(event.metadata) { $1 }
    )
  }
}

extension LogEvent {
  fileprivate var metadata: Logger.Metadata {
    isAlarm ? [LogKey.event: "\(key)", LogKey.alarm: "true"] : [LogKey.event: "\(key)"]
  }
}
