/// Every metric. `docs/metrics.md` is generated from these declarations; tests compare dashboard and alert rules with them.
extension Metric {
  // Requests and outcomes
  package static let events = counter(
    "elt_adapter_events_total",
    labels: ["type", "result"],
    "Request events processed by intake, by type and result."
  )
  package static let problems = counter(
    "elt_adapter_problems_total",
    labels: ["code"],
    "Problems reported in outcomes and dead letters, by code."
  )
  package static let outcomes = counter(
    "elt_adapter_outcomes_total",
    labels: ["type"],
    "Outcomes published, by type."
  )

  // Stages
  package static let intakeSeconds = seconds(
    "elt_adapter_intake_seconds",
    buckets: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
    "Time to process one request event, from its bytes to a SOAP request or a rejection."
  )
  package static let waitSeconds = seconds(
    "elt_adapter_wait_seconds",
    buckets: [0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400],
    "Time from writing a report to the outbox to its first call."
  )
  package static let callSeconds = seconds(
    "elt_adapter_call_seconds",
    labels: ["result"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120],
    "Duration of calls to ELT, by result."
  )
  package static let commitSeconds = seconds(
    "elt_adapter_commit_seconds",
    labels: ["role"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30],
    "Duration of Kafka transactions."
  )

  // Calls to ELT
  package static let calls = counter(
    "elt_adapter_calls_total",
    labels: ["result"],
    "Completed calls to ELT, by result."
  )
  package static let retries = counter(
    "elt_adapter_retries_total",
    labels: ["result"],
    "Calls to ELT after which the report is sent again, by result."
  )
  package static let receiptsRepeated = counter(
    "elt_adapter_receipts_repeated_total",
    "Receipts that had the id of another report's receipt."
  )
  package static let callsUnderWay = gauge(
    "elt_adapter_calls_under_way",
    labels: ["partition"],
    "Calls to ELT in progress."
  )
  package static let ceiling = gauge(
    "elt_adapter_ceiling_calls_per_second",
    "The agreed ceiling in calls per second, over all instances."
  )
  package static let ceilingUse = gauge(
    "elt_adapter_ceiling_use_ratio",
    "Calls that this instance started in the last minute, as a share of the ceiling; 1 is the whole ceiling."
  )
  package static let breakerState = gauge(
    "elt_adapter_breaker_state",
    labels: ["partition"],
    "State of the circuit breaker: 0 closed (calls start normally), 1 half open (one call probes ELT), 2 open (no call before the next probe)."
  )
  package static let failedDeliveries = gauge(
    "elt_adapter_failed_deliveries",
    labels: ["partition"],
    "Consecutive deliveries that failed or are in doubt; 0 while ELT answers."
  )

  // Backlog
  package static let outboxBacklog = gauge(
    "elt_adapter_outbox_backlog",
    labels: ["partition"],
    "Unsettled records of the outbox, including those not read yet."
  )
  package static let backlogSeconds = gauge(
    "elt_adapter_backlog_seconds",
    labels: ["partition"],
    "Time to send the backlog at the ceiling, or at the measured pace if that is lower."
  )
  package static let deadlineAtRisk = gauge(
    "elt_adapter_deadline_at_risk",
    "1 if at that pace a report of the backlog is sent after its deadline (the end of the 5th), else 0; reports that are late "
      + "already or not read yet count as due at the next deadline."
  )
  package static let deadline = gauge(
    "elt_adapter_deadline_timestamp_seconds",
    "The end of the next deadline, in seconds since 1970."
  )
  package static let unreadRecords = gauge(
    "elt_adapter_unread_records",
    labels: ["role", "partition"],
    "Records that this instance has not read yet, for each partition that it owns, including those that an open transaction hides. "
      + "Not the lag of the group, which counts records until they are settled; for submission that is elt_adapter_outbox_backlog."
  )
  package static let hiddenRequests = gauge(
    "elt_adapter_hidden_requests",
    labels: ["partition"],
    "Offsets of the request topic that one open transaction of a publisher has hidden for more than a minute."
  )

  // The ledger
  package static let ledgerEntries = gauge(
    "elt_adapter_ledger_entries",
    labels: ["partition"],
    "Reports in the ledger."
  )
  package static let reportsInDoubt = gauge(
    "elt_adapter_reports_in_doubt",
    labels: ["partition"],
    "Reports that may or may not have reached the agency and wait for a decision."
  )

  // The instance
  package static let requestsDeleted = counter(
    "elt_adapter_requests_deleted_total",
    "Requests that retention deleted before they were read (upper bound: includes transaction markers)."
  )
  package static let rebalances = counter(
    "elt_adapter_rebalances_total",
    labels: ["role"],
    "Assignments of partitions to this instance by the consumer group."
  )
  package static let abortedTransactions = counter(
    "elt_adapter_aborted_transactions_total",
    labels: ["role"],
    "Kafka transactions that were aborted and retried."
  )
  package static let kafkaOutages = counter(
    "elt_adapter_kafka_outages_total",
    labels: ["role"],
    "Restarts of a stage's Kafka clients after an outage of the brokers."
  )
  package static let kafkaAway = gauge(
    "elt_adapter_kafka_away",
    labels: ["role"],
    "1 while the stage cannot work because Kafka is unreachable, else 0."
  )
  package static let ocspUnavailable = gauge(
    "elt_adapter_ocsp_unavailable",
    "1 while reports wait for an OCSP response for the organisation's own signature, else 0."
  )
  package static let certificateDaysLeft = gauge(
    "elt_adapter_certificate_days_left",
    labels: ["certificate"],
    "Days until a certificate of the adapter expires: `client` for the connection to ELT, `signing` for its own signatures."
  )
  package static let certificateRenewalFailed = gauge(
    "elt_adapter_certificate_renewal_failed",
    labels: ["files"],
    "1 while changed certificate files cannot be used and the previous ones stay in use, else 0: `elt` for the connection, "
      + "`signatures` for own signatures and trusted roots."
  )
  package static let problem = gauge(
    "elt_adapter_problem",
    labels: ["code"],
    "1 while the assessment that `/status` shows has a problem with this code, else 0."
  )
  package static let ready = gauge("elt_adapter_ready", "1 if /readyz reports ready, else 0.")
  package static let alive = gauge("elt_adapter_alive", "1 if /livez reports alive, else 0.")
  package static let started = gauge(
    "elt_adapter_start_timestamp_seconds",
    "Start time of the process, in seconds since 1970."
  )
  package static let buildInfo = gauge(
    "elt_adapter_build_info",
    labels: ["version"],
    "Always 1; the label holds the version."
  )

  package static let all: [Metric] = [
    events, problems, outcomes,
    intakeSeconds, waitSeconds, callSeconds, commitSeconds,
    calls, retries, receiptsRepeated, callsUnderWay, ceiling, ceilingUse, breakerState, failedDeliveries,
    outboxBacklog, backlogSeconds, deadlineAtRisk, deadline, unreadRecords, hiddenRequests,
    ledgerEntries, reportsInDoubt,
    requestsDeleted, rebalances, abortedTransactions, kafkaOutages, kafkaAway, ocspUnavailable,
    certificateDaysLeft,
    certificateRenewalFailed, problem, ready, alive, started,
    buildInfo,
  ]
}
