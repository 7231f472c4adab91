/// Every metric there is. `docs/metrics.md` is made from this, and dashboard and alert rules are held to it.
extension Metric {
  // Requests, and what becomes of them
  package static let events = counter(
    "elt_adapter_events_total",
    labels: ["type", "result"],
    "Request events processed by intake, by type and result."
  )
  package static let problems = counter(
    "elt_adapter_problems_total",
    labels: ["code"],
    "Problems told in outcomes and dead letters, by their code."
  )
  package static let outcomes = counter(
    "elt_adapter_outcomes_total",
    labels: ["type"],
    "Outcomes published, by their type."
  )

  // Stages
  package static let intakeSeconds = seconds(
    "elt_adapter_intake_seconds",
    buckets: [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5],
    "How long a request event takes from its bytes to a request for ELT or a refusal."
  )
  package static let waitSeconds = seconds(
    "elt_adapter_wait_seconds",
    buckets: [0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400],
    "How long a report waits for its first call, from being written to the outbox."
  )
  package static let callSeconds = seconds(
    "elt_adapter_call_seconds",
    labels: ["result"],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120],
    "How long calls to ELT take, by what they ended in."
  )
  package static let commitSeconds = seconds(
    "elt_adapter_commit_seconds",
    labels: ["role"],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5, 30],
    "How long Kafka transactions take to commit."
  )

  // Calls to ELT
  package static let calls = counter(
    "elt_adapter_calls_total",
    labels: ["result"],
    "Calls to ELT that ended, by what they ended in."
  )
  package static let retries = counter(
    "elt_adapter_retries_total",
    labels: ["result"],
    "Calls to ELT after which the report is sent again, by what they ended in."
  )
  package static let callsUnderWay = gauge(
    "elt_adapter_calls_under_way",
    labels: ["partition"],
    "Calls to ELT under way now."
  )
  package static let ceiling = gauge(
    "elt_adapter_ceiling_calls_per_second",
    "The agreed ceiling of calls a second, over the whole fleet."
  )
  package static let ceilingUse = gauge(
    "elt_adapter_ceiling_use_ratio",
    "Calls that this instance started in the last minute, as a share of the ceiling; 1 is all of it."
  )
  package static let breakerState = gauge(
    "elt_adapter_breaker_state",
    labels: ["partition"],
    "Whether calls are made: 0 closed (as usual), 1 half open (one call probes the service), 2 open (waiting before a probe)."
  )
  package static let failedDeliveries = gauge(
    "elt_adapter_failed_deliveries",
    labels: ["partition"],
    "Deliveries in a row that failed or are in doubt; 0 while ELT answers."
  )

  // Backlog
  package static let outboxBacklog = gauge(
    "elt_adapter_outbox_backlog",
    labels: ["partition"],
    "Records of the outbox that are not done with, those not taken yet included."
  )
  package static let backlogSeconds = gauge(
    "elt_adapter_backlog_seconds",
    labels: ["partition"],
    "How long the backlog takes at the ceiling."
  )
  package static let deadlineAtRisk = gauge(
    "elt_adapter_deadline_at_risk",
    "1 where the backlog takes longer at the ceiling than is left to the next deadline (the end of the 5th), else 0."
  )
  package static let deadline = gauge(
    "elt_adapter_deadline_timestamp_seconds",
    "When the next deadline is over, in seconds since 1970."
  )
  package static let consumerLag = gauge(
    "elt_adapter_consumer_lag_records",
    labels: ["role", "partition"],
    "Records that this instance has not read yet, for each partition that it owns."
  )

  // What is known of reports
  package static let ledgerEntries = gauge(
    "elt_adapter_ledger_entries",
    labels: ["partition"],
    "Reports that the ledger knows."
  )
  package static let reportsInDoubt = gauge(
    "elt_adapter_reports_in_doubt",
    labels: ["partition"],
    "Reports that may or may not have arrived, and wait for a decision."
  )

  // The instance
  package static let requestsDeleted = counter(
    "elt_adapter_requests_deleted_total",
    "Requests (upper bound: marks of transactions count) that were deleted from their topic before they were read."
  )
  package static let rebalances = counter(
    "elt_adapter_rebalances_total",
    labels: ["role"],
    "Times that the group gave partitions to this instance."
  )
  package static let abortedTransactions = counter(
    "elt_adapter_aborted_transactions_total",
    labels: ["role"],
    "Kafka transactions that were aborted and are tried again."
  )
  package static let kafkaOutages = counter(
    "elt_adapter_kafka_outages_total",
    labels: ["role"],
    "Times that an outage of the brokers ended a stage's Kafka clients, so that it began anew."
  )
  package static let kafkaAway = gauge(
    "elt_adapter_kafka_away",
    labels: ["role"],
    "1 while the stage cannot work because Kafka is away, else 0."
  )
  package static let ocspUnavailable = gauge(
    "elt_adapter_ocsp_unavailable",
    "1 while reports wait for an OCSP response for the organisation's own signature, else 0."
  )
  package static let certificateDaysLeft = gauge(
    "elt_adapter_certificate_days_left",
    labels: ["certificate"],
    "Days until a certificate of ours expires: `client` for the connection to ELT, `signing` for our own signatures."
  )
  package static let certificateRenewalFailed = gauge(
    "elt_adapter_certificate_renewal_failed",
    labels: ["files"],
    "1 while changed certificate files cannot be used and those before stay in use, else 0: `elt` for the connection, "
      + "`signatures` for our own signature and whose count."
  )
  package static let ready = gauge("elt_adapter_ready", "1 where /readyz says ready, else 0.")
  package static let alive = gauge("elt_adapter_alive", "1 where /livez says alive, else 0.")
  package static let started = gauge(
    "elt_adapter_start_timestamp_seconds",
    "When the process started, in seconds since 1970."
  )
  package static let buildInfo = gauge(
    "elt_adapter_build_info",
    labels: ["version"],
    "Always 1; the label says which version runs."
  )

  package static let all: [Metric] = [
    events, problems, outcomes,
    intakeSeconds, waitSeconds, callSeconds, commitSeconds,
    calls, retries, callsUnderWay, ceiling, ceilingUse, breakerState, failedDeliveries,
    outboxBacklog, backlogSeconds, deadlineAtRisk, deadline, consumerLag,
    ledgerEntries, reportsInDoubt,
    requestsDeleted, rebalances, abortedTransactions, kafkaOutages, kafkaAway, ocspUnavailable,
    certificateDaysLeft,
    certificateRenewalFailed, ready, alive, started,
    buildInfo,
  ]
}
