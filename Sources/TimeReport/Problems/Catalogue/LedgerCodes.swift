extension ProblemCode {
  static let ledgerCodes = [
    reportInDoubt, reportConflict, reportAlreadyRejected, resolveUnknownReport, resolveNotInDoubt,
    resolveSubmissionGone, resolveAbandoned, noticeReceiptForm, outboxUnreadable,
    outboxPartitionsChanged, outboxRecreated,
  ]

  // The state of a report in the ledger (submission).
  package static let reportInDoubt = ProblemCode(
    "report.in-doubt",
    cause: "The report is in doubt: an earlier call may have reached the agency.",
    remedy: "Ask the agency whether it has the report, then publish a `resolve` event."
  )

  package static let reportConflict = ProblemCode(
    "report.conflict",
    cause: "The agency has accepted another document with the same report id.",
    remedy: "Assign a new id to a corrected report. To repeat the accepted report, send the accepted bytes."
  )

  package static let reportAlreadyRejected = ProblemCode(
    "report.already-rejected",
    cause: "The agency has already rejected the same document.",
    remedy: "Correct the problems of the earlier outcome. The adapter does not send the same bytes again."
  )

  package static let resolveUnknownReport = ProblemCode(
    "resolve.unknown-report",
    cause: "The ledger has no entry for the report of the `resolve` event.",
    remedy: "Check the report id. A report that was never sent needs no `resolve` event."
  )

  package static let resolveNotInDoubt = ProblemCode(
    "resolve.not-in-doubt",
    cause: "The report of the `resolve` event is not in doubt.",
    remedy: "Check the latest outcome of the report."
  )

  package static let resolveSubmissionGone = ProblemCode(
    "resolve.submission-gone",
    cause: "The submission is no longer in the outbox and cannot be sent again.",
    remedy: "Publish a `resolve` event with `abandon`, then submit the report again."
  )

  package static let resolveAbandoned = ProblemCode(
    "resolve.abandoned",
    cause: "A `resolve` event abandoned the report.",
    remedy: "If this was a mistake, submit the report again."
  )

  package static let noticeReceiptForm = ProblemCode(
    "notice.receipt-form",
    cause: "A `resolve` event named a receipt that is not a UUID, unlike the receipts of the agency.",
    remedy: "Compare the receipt with the agency's words."
  )

  package static let outboxUnreadable = ProblemCode(
    "outbox.unreadable",
    cause: "A record in the outbox topic was not written by this version of the adapter.",
    remedy: "Find the client that writes to the outbox topic and revoke its write access."
  )

  package static let outboxPartitionsChanged = ProblemCode(
    "outbox.partitions-changed",
    cause:
      "The outbox has another number of partitions than when the ledger was started, so a report could be sent again.",
    remedy:
      "Create new outbox and ledger topics with the earlier number of partitions and copy the records of each partition."
  )

  package static let outboxRecreated = ProblemCode(
    "outbox.recreated",
    cause:
      "The outbox was recreated and the ledger was kept, so new submissions would be mistaken for old ones.",
    remedy: "Restore the outbox topic. If nothing in the ledger is needed any more, recreate both topics."
  )
}
