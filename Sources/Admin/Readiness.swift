internal import Telemetry

/// Whether the instance is ready, and the reasons if not.
struct Readiness: Encodable, Sendable {
  let ready: Bool
  let reasons: [Reason]

  struct Reason: Encodable, Sendable, Equatable {
    /// Part of the public contract.
    let code: Code
    let message: String
  }

  enum Code: String, Encodable, Sendable {
    case notStarted = "not-started"
    case brokersAway = "brokers-away"
    case joining
    case leaderUnreachable = "leader-unreachable"
    case commitsFailing = "commits-failing"
    case ocspUnavailable = "ocsp-unavailable"
    case readingLedger = "reading-ledger"
    case eltUnreachable = "elt-unreachable"
  }

  /// A standby is ready if its group has settled.
  init(_ observation: Observation) {
    var reasons = observation.roles.subtracting(observation.startedRoles).map(\.rawValue).sorted().map {
      Reason(code: .notStarted, message: "The \($0) loop has not started.")
    }
    reasons += observation.outages.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      Reason(
        code: .brokersAway,
        message: "The Kafka brokers are unreachable for \($0.key.rawValue): \($0.value)."
      )
    }
    reasons += observation.conditions.map(Reason.init)
    if let problem = observation.recent.ocspProblem {
      reasons.append(
        Reason(
          code: .ocspUnavailable,
          message:
            "Reports wait for an OCSP response for the organisation's own signature. \(problem.message)"
        )
      )
    }
    for partition in observation.partitions {
      if partition.isTakingOver {
        reasons.append(
          Reason(
            code: .readingLedger,
            message: "The ledger of outbox partition \(partition.partition) is being read."
          )
        )
      }
      if partition.failedDeliveriesInARow > 0 {
        reasons.append(
          Reason(
            code: .eltUnreachable,
            message: "ELT is unreachable from outbox partition \(partition.partition): "
              + "\(partition.failedDeliveriesInARow) failed deliveries in a row, breaker \(partition.breaker.rawValue)."
          )
        )
      }
    }
    self.reasons = reasons
    ready = reasons.isEmpty
  }
}

extension Readiness.Reason {
  fileprivate init(_ lasting: StageConditions.Lasting) {
    let role = lasting.role.rawValue
    let time = "for \(lasting.duration.components.seconds) s"
    switch lasting.condition {
    case .joining:
      self.init(code: .joining, message: "The \(role) consumer is not assigned \(time): \(lasting.reason).")
    case .leaderUnreachable:
      self.init(
        code: .leaderUnreachable,
        message: "A broker that \(role) needs is unreachable or does not answer \(time): \(lasting.reason)."
      )
    case .commitsFailing:
      self.init(
        code: .commitsFailing,
        message: "No transaction of \(role) was committed \(time); the last was aborted: \(lasting.reason)."
      )
    }
  }
}

/// Whether the process makes progress; if not, it must be restarted.
struct Liveness: Encodable, Sendable {
  let alive: Bool
  let stuck: [String]

  init(stuck: [Watchdog.Part]) {
    alive = stuck.isEmpty
    self.stuck = stuck.map(\.description)
  }
}
