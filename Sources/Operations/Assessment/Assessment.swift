package import Telemetry
package import TimeReport

/// What is wrong, the worst first. The status page, `/status`, `/readyz`, the metrics and `elt-adapter status` show the same
/// assessment; its rules are here only.
package struct Assessment: Encodable, Sendable, Equatable {
  package let problems: [Problem]

  package struct Problem: Encodable, Sendable, Equatable {
    package let code: Code
    package let severity: Severity
    /// One to five words.
    package let title: String
    /// Left out if not known.
    package let since: Timestamp?
    /// The address, setting, file, topic or stage.
    package let place: String?
    package let why: String
    /// What to do.
    package let action: String
    /// When the adapter tries again by itself; left out if not known.
    package let nextAttemptAt: Timestamp?
    /// Whether the instance is not ready.
    package let blocksReadiness: Bool
    /// Whether no report is sent.
    package let blocksSending: Bool
  }

  package enum Severity: String, Encodable, Sendable {
    /// Reports are not processed or sent.
    case failure
    /// Reports are sent, but a person must act.
    case warning
    /// Passes by itself, or need not be done today.
    case notice
  }

  /// Part of the public contract. In the order of urgency.
  package enum Code: String, Encodable, Sendable, CaseIterable {
    case stuck
    case brokersAway = "brokers-away"
    case leaderUnreachable = "leader-unreachable"
    case commitsFailing = "commits-failing"
    case joining
    case nobodySubmits = "nobody-submits"
    case certificateNotValid = "certificate-not-valid"
    case eltUnreachable = "elt-unreachable"
    case eltFaults = "elt-faults"
    case ocspUnavailable = "ocsp-unavailable"
    case deadlineAtRisk = "deadline-at-risk"
    case reportsInDoubt = "reports-in-doubt"
    case reportsFailed = "reports-failed"
    case requestsHidden = "requests-hidden"
    case certificateRenewalFailed = "certificate-renewal-failed"
    case certificateExpiring = "certificate-expiring"
    case notStarted = "not-started"
    case readingLedger = "reading-ledger"
    case unsafeSetting = "unsafe-setting"
  }

  /// How long no instance may own an outbox partition in normal operation: a take-over waits for a rebalance.
  package static let longestTakeOver = StageConditions.Condition.joining.grace
}

extension Assessment {
  /// What is known at one moment. What is not known keeps its default.
  package struct Facts: Sendable {
    package var now: Timestamp
    package var roles: Set<Role> = []
    package var stuck: [Watchdog.Part] = []
    package var outages: [Role: String] = [:]
    package var conditions: [StageConditions.Lasting] = []
    package var notStarted: Set<Role> = []
    package var fleet = Fleet()
    package var partitions: [PartitionStatus] = []
    package var ocspProblem: RecentActivity.OCSPProblem?
    package var certificates: [CertificateStatus] = []
    package var renewalProblems: [String: String?] = [:]
    package var isDeadlineAtRisk = false
    package var inDoubt = 0
    package var inDoubtSince: Timestamp?
    /// In the last hour.
    package var failed = 0
    package var hiddenRequests: [Int32: Int64] = [:]
    package var warnings: [String] = []

    package init(now: Timestamp) { self.now = now }
  }

  package init(_ facts: Facts) {
    var found: [Problem] = []
    found += facts.outagesOfKafka
    found += facts.conditions.map(facts.condition)
    found += facts.certificates.compactMap(facts.certificate)
    found += facts.renewals
    found += facts.delivery
    found += facts.starting
    found += facts.warnings.map {
      Problem(.unsafeSetting, .notice, "Unsafe setting", why: $0, action: "Change the setting.")
    }
    let single = [
      facts.stuckParts, facts.nobodySubmits, facts.ocsp, facts.deadline, facts.doubt, facts.failures,
      facts.hidden,
    ]
    found += single.compactMap(\.self)
    problems = Code.allCases.flatMap { code in found.filter { $0.code == code } }
  }

  /// The problem that the headline states; nil if all is well or passes by itself.
  package var headline: Problem? {
    problems.first { $0.severity == .failure } ?? problems.first { $0.severity == .warning }
  }

  /// Why nothing is sent now; nil if calls are made.
  package var blocksSending: Code? { problems.first(where: \.blocksSending)?.code }
}

extension Assessment.Problem {
  fileprivate init(
    _ code: Assessment.Code,
    _ severity: Assessment.Severity,
    _ title: String,
    since: Timestamp? = nil,
    at place: String? = nil,
    why: String,
    action: String,
    nextAttemptAt: Timestamp? = nil,
    blocksReadiness: Bool = false,
    blocksSending: Bool = false
  ) {
    (self.code, self.severity, self.title, self.since, self.place) = (code, severity, title, since, place)
    (self.why, self.action, self.nextAttemptAt) = (why, action, nextAttemptAt)
    (self.blocksReadiness, self.blocksSending) = (blocksReadiness, blocksSending)
  }
}

// The rules.
extension Assessment.Facts {
  fileprivate typealias Problem = Assessment.Problem

  fileprivate var stuckParts: Problem? {
    guard !stuck.isEmpty else { return nil }
    return Problem(
      .stuck,
      .failure,
      "Stuck",
      at: stuck.map(\.description).joined(separator: ", "),
      why: "No progress for too long.",
      action: "Restart the instance; a restart is safe.",
      blocksSending: true
    )
  }

  fileprivate var outagesOfKafka: [Problem] {
    outages.sorted { $0.key.rawValue < $1.key.rawValue }.map { role, reason in
      Problem(
        .brokersAway,
        .failure,
        "Kafka is unreachable",
        at: "kafka.bootstrapServers, stage \(role.rawValue)",
        why: "The Kafka brokers are unreachable for \(role.rawValue): \(reason)",
        action: "Check the brokers and the network. The adapter retries indefinitely; nothing is lost.",
        blocksReadiness: true,
        blocksSending: role == .submit
      )
    }
  }

  fileprivate func condition(_ lasting: StageConditions.Lasting) -> Problem {
    let role = lasting.role.rawValue
    let time = "for \(lasting.duration.components.seconds) s"
    let (code, title, why, action): (Assessment.Code, String, String, String) =
      switch lasting.condition {
      case .joining:
        (
          .joining, "No place in the consumer group",
          "The \(role) consumer is not assigned \(time): \(lasting.reason).",
          "Check the coordinator of the consumer group and the other instances."
        )
      case .leaderUnreachable:
        (
          .leaderUnreachable, "A broker is unreachable",
          "A broker that \(role) needs is unreachable or does not answer \(time): \(lasting.reason).",
          "Check that broker."
        )
      case .commitsFailing:
        (
          .commitsFailing, "Kafka transactions fail",
          "No transaction of \(role) was committed \(time); the last was aborted: \(lasting.reason).",
          "Check the brokers' replicas and transaction coordinator."
        )
      }
    return Problem(
      code,
      .failure,
      title,
      since: now - lasting.duration,
      at: "stage \(role)",
      why: why,
      action: action,
      blocksReadiness: true,
      blocksSending: lasting.role == .submit && lasting.condition != .leaderUnreachable
    )
  }

  /// An instance that owns a partition submits, whatever the brokers reported last.
  fileprivate var nobodySubmits: Problem? {
    guard partitions.isEmpty, fleet.problem == nil, let since = fleet.noSubmitterSince,
      now - since > Assessment.longestTakeOver
    else { return nil }
    return Problem(
      .nobodySubmits,
      roles.contains(.submit) ? .failure : .warning,
      "Nobody submits",
      since: since,
      at: "the consumer group of submit",
      why: "No instance owns an outbox partition. No report is sent.",
      action: "Check that an instance with the role submit runs; if one does, restart it.",
      blocksReadiness: roles.contains(.submit),
      blocksSending: true
    )
  }

  fileprivate func certificate(_ certificate: CertificateStatus) -> Problem? {
    guard let mark = certificate.mark else { return nil }
    let what = "The \(certificate.name) certificate"
    let isValid = certificate.validFrom == nil && (mark != .expired || certificate.isIssuers)
    let title =
      switch mark {
      case .notValidYet: "A certificate is not valid yet"
      case .expired where !certificate.isIssuers: "A certificate has expired"
      default: "A certificate expires"
      }
    return Problem(
      isValid ? .certificateExpiring : .certificateNotValid,
      isValid ? (mark == .notice ? .notice : .warning) : .failure,
      title,
      at: certificate.name == "client"
        ? "elt.clientCertificateFile" : "signatures.organisation.certificateFile",
      why: certificate.validFrom.map { "\(what) is not valid before \($0)." }
        ?? "\(what) is \(certificate.validity).",
      action: certificate.remedy,
      blocksReadiness: !isValid,
      blocksSending: !isValid && certificate.name == "client"
    )
  }

  fileprivate var renewals: [Problem] {
    renewalProblems.sorted { $0.key < $1.key }.compactMap { files, problem in
      guard let problem else { return nil }
      return Problem(
        .certificateRenewalFailed,
        .warning,
        "New certificate files are not in use",
        at: files,
        why: "Changed files (\(files)) are not in use: \(problem)",
        action: "Correct the files; no restart is needed."
      )
    }
  }

  fileprivate var delivery: [Problem] {
    partitions.filter { $0.failedDeliveriesInARow > 0 }.map { partition in
      let isFaults = partition.awayCode == ProblemCode.eltFaultsForAll.rawValue
      return Problem(
        isFaults ? .eltFaults : .eltUnreachable,
        .failure,
        isFaults ? "ELT answers with faults" : "ELT is unreachable",
        since: partition.awaySince.map { Timestamp(clamping: $0) },
        at: "elt.url, outbox partition \(partition.partition)",
        why: "\(partition.awayBecause ?? "Deliveries fail.") Failed deliveries in a row: "
          + "\(partition.failedDeliveriesInARow), breaker \(partition.breaker.rawValue).",
        action: isFaults
          ? "Ask the agency whether ELT works. Reports wait; one call at a time tries again."
          : "Run elt-adapter check. Reports wait; one call at a time tries again.",
        nextAttemptAt: partition.nextAttemptAt.map { Timestamp(clamping: $0) },
        blocksReadiness: true,
        blocksSending: true
      )
    }
  }

  fileprivate var ocsp: Problem? {
    ocspProblem.map {
      Problem(
        .ocspUnavailable,
        .failure,
        "No OCSP response",
        at: "signatures.organisation",
        why: "Reports wait for an OCSP response for the organisation's own signature. \($0.message)",
        action: "Check the responder and the certificate with elt-adapter check.",
        blocksReadiness: true
      )
    }
  }

  fileprivate var deadline: Problem? {
    guard isDeadlineAtRisk else { return nil }
    return Problem(
      .deadlineAtRisk,
      .warning,
      "The deadline is at risk",
      why: "At the ceiling the backlog takes longer than the time left before the deadline.",
      action: "Ask the agency for a higher rate, or inform those whose pay will be late."
    )
  }

  fileprivate var doubt: Problem? {
    guard inDoubt > 0 else { return nil }
    return Problem(
      .reportsInDoubt,
      .warning,
      "Reports are in doubt",
      since: inDoubtSince,
      why: "Reports that may or may not have reached the agency: \(inDoubt).",
      action: "Ask the agency about each, then run elt-adapter resolve."
    )
  }

  fileprivate var failures: Problem? {
    guard failed > 0 else { return nil }
    return Problem(
      .reportsFailed,
      .warning,
      "Reports failed",
      why: "Reports that failed in the last hour: \(failed).",
      action: "The dead letters name the causes. Correct them, then run elt-adapter replay."
    )
  }

  fileprivate var hidden: Problem? {
    guard !hiddenRequests.isEmpty else { return nil }
    let partitions = hiddenRequests.keys.sorted().map(String.init).joined(separator: ", ")
    return Problem(
      .requestsHidden,
      .warning,
      "Requests are hidden",
      at: "topics.requests, partition \(partitions)",
      why: "An open transaction of a publisher hides requests.",
      action: "Stop the publisher, or end its transaction with kafka-transactions.sh abort."
    )
  }

  /// These pass by themselves.
  fileprivate var starting: [Problem] {
    let stages = notStarted.map(\.rawValue).sorted().map { role in
      Problem(
        .notStarted,
        .notice,
        "Starting",
        at: "stage \(role)",
        why: "The \(role) loop has not started.",
        action: "Wait.",
        blocksReadiness: true
      )
    }
    let takeOvers = partitions.filter(\.isTakingOver).map(\.partition).map { partition in
      Problem(
        .readingLedger,
        .notice,
        "Taking over",
        at: "outbox partition \(partition)",
        why: "The ledger of outbox partition \(partition) is being read.",
        action: "Wait; sending starts afterwards.",
        blocksReadiness: true,
        blocksSending: true
      )
    }
    return stages + takeOvers
  }
}
