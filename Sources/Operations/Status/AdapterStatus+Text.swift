internal import PipelineRecords
internal import TimeReport

extension AdapterStatus {
  /// The lines for people, without colour.
  package var lines: [String] {
    var lines = ["State at \(SwedishTime.text(readAt))"]
    if !problems.isEmpty {
      lines += ["", "Problems:"] + problems.map { "  \($0.code.rawValue): \($0.why) \($0.action)" }
    }
    if let ledger { lines += ["", "Reports in the ledger: \(ledger.reports)"] + ledger.lines }
    if let outbox { lines += [""] + outbox.lines(rate: requestsPerSecond) }
    if let requests {
      lines += [
        "",
        "Requests not processed: "
          + (requests.queued == 0
            ? "none"
            : "\(requests.isExact ? "" : "at most ")\(requests.queued), up to \(TextTable.span(requests.secondsAtCeiling)) more at the ceiling"),
      ]
    }
    if let deadLetters {
      lines += ["", "Dead letters: \(deadLetters.waiting) waiting, \(deadLetters.replayed) replayed"]
      lines += TextTable.lines(deadLetters.byCode.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] })
    }
    lines += certificateLines
    if !unread.isEmpty {
      lines += ["", "NOT READ:"]
      lines += TextTable.lines(unread.map { [$0.topic, $0.reason] })
    }
    return lines
  }
}

extension AdapterStatus {
  private var certificateLines: [String] {
    guard !certificates.isEmpty || !certificatesUnread.isEmpty else { return [] }
    let known = certificates.map { certificate in
      [certificate.name, certificate.state, "until \(certificate.expiresOn)"]
        + (certificate.isIssuers ? ["when its issuer's certificate expires"] : [])
    }
    let others = certificatesUnread.sorted { $0.key < $1.key }.map {
      [$0.key, "cannot be read here: \($0.value)"]
    }
    return ["", "Certificates on this host:"] + TextTable.lines(known) + TextTable.lines(others)
  }
}

extension CertificateStatus {
  fileprivate var state: String {
    switch mark {
    case nil: "\(daysLeft) days left"
    case .expired?: "EXPIRED"
    case .notValidYet?: "NOT VALID YET\(validFrom.map { ", from \($0)" } ?? "")"
    case let mark?: "\(mark.word): \(daysLeft) days left"
    }
  }
}

extension LedgerStatus {
  /// A longer list would hide the rest of the output; `--json` has all of them.
  private static let shown = 20

  fileprivate var lines: [String] {
    let states = LedgerEntry.State.allCases.map { [$0.rawValue, "\(byState[$0.rawValue] ?? 0)"] }
    var lines = TextTable.lines(states)
    if unreadableRecords > 0 { lines.append("  records that cannot be read: \(unreadableRecords)") }
    lines += ["", "In doubt: \(inDoubt.count == 0 ? "none" : "\(inDoubt.count)")"]
    lines += TextTable.lines(
      inDoubt.oldest.prefix(Self.shown).map { doubt in
        let attempts = doubt.attempts == 1 ? "1 attempt" : "\(doubt.attempts) attempts"
        let note = doubt.state == LedgerEntry.State.sending.rawValue ? "not taken over yet" : ""
        return [doubt.reportId.text, "since \(SwedishTime.text(doubt.since))", attempts]
          + (note.isEmpty ? [] : [note])
      }
    )
    if inDoubt.count > Self.shown {
      lines.append("  and \(inDoubt.count - Self.shown) more; --json lists them")
    }
    return lines
  }
}

extension OutboxStatus {
  fileprivate func lines(rate: Double) -> [String] {
    guard let lastGoesOut, calls > 0 else {
      return ["Outbox: \(queued == 0 ? "empty" : "\(queued) records, no calls needed")"]
    }
    var lines = [
      "Outbox: \(queued) records, \(calls) calls, \(TextTable.span(secondsAtCeiling)) at \(rate) per second: "
        + "the last is sent at \(SwedishTime.text(lastGoesOut)) if sending starts now and no call fails"
    ]
    lines += TextTable.lines(
      months.map {
        [
          "\($0.month)", "\($0.queued) reports", "last at \(SwedishTime.text($0.lastGoesOut))",
          "deadline \($0.deadline)", $0.inTime ? "in time" : "TOO LATE",
        ]
      }
    )
    if reportsWithoutMonth > 0 { lines.append("  unknown month: \(reportsWithoutMonth) reports") }
    return lines
  }
}

extension ReportHistory {
  /// The lines for people, without colour.
  package var lines: [String] {
    var lines = ["Report \(reportId)"]
    if let last = records.last {
      lines.append("State: \(last.state) since \(SwedishTime.text(last.changedAt ?? last.recordedAt))")
    } else {
      lines.append("State: the ledger has no entry; the report has not been sent")
    }
    if !records.isEmpty {
      lines += ["", "Ledger, oldest first:"]
      if omitted > 0 { lines.append("  \(omitted) earlier records left out") }
      let heading = ["changed", "state", "attempts", "last call", "partition:offset", "remarks"]
      lines += TextTable.lines([heading] + records.map(\.cells))
    }
    if !outcomes.isEmpty {
      lines += ["", "Outcomes, oldest first:"]
      for outcome in outcomes {
        lines.append("  \(SwedishTime.text(outcome.time))  \(outcome.headline)")
        lines += outcome.causes.map { "    \($0)" }
      }
    }
    if !decisions.isEmpty {
      lines += ["", "Decisions, oldest first:"]
      for decision in decisions {
        let receipt = decision.txId.map { " with receipt \($0)" } ?? ""
        lines.append(
          "  \(SwedishTime.text(decision.time))  \(decision.resolution)\(receipt), by \(decision.source)"
        )
        lines.append("    Reason: \(decision.reason)")
      }
    }
    if !unread.isEmpty {
      lines += ["", "NOT READ:"] + unread.map { "  \($0.topic): \($0.reason)" }
    }
    return lines
  }
}

extension ReportHistory.Record {
  fileprivate var cells: [String] {
    var cells = [SwedishTime.text(changedAt ?? recordedAt), state]
    if let attempts, let attemptedAt {
      cells += ["\(attempts)", SwedishTime.text(attemptedAt)]
    } else {
      cells += ["", ""]
    }
    cells.append("\(partition):\(offset)")
    cells.append(
      [txId.map { "receipt \($0)" }, possiblyDuplicate == true ? "possibly duplicate" : nil]
        .compactMap { $0 }.joined(separator: ", ")
    )
    return cells
  }
}
