internal import Operations
internal import Telemetry
internal import TimeReport

/// What the instance is doing now. If several states apply, the one that needs the most attention.
struct Activity: Encodable, Sendable, Equatable {
  /// Part of the public contract.
  let code: Code
  /// One to three words.
  let title: String
  /// Changes only with the state, because a screen reader reads it aloud.
  let sentence: String
  /// The start of the state, if known.
  let since: Timestamp?

  enum Code: String, Encodable, Sendable {
    case stuck
    case starting
    case brokersAway = "brokers-away"
    case joining
    case eltAway = "elt-away"
    case ocspUnavailable = "ocsp-unavailable"
    case deadlineAtRisk = "deadline-at-risk"
    case takingOver = "taking-over"
    case sending
    case idle
    case standby
    case preparing
  }

  private init(_ code: Code, _ title: String, _ sentence: String, since: Timestamp? = nil) {
    self.code = code
    self.title = title
    self.sentence = sentence
    self.since = since
  }

  init(_ seen: Observation) {
    if !seen.stuck.isEmpty {
      let parts = seen.stuck.map(\.description).joined(separator: ", ")
      self.init(.stuck, "Stuck", "No progress for too long: \(parts). Restart the instance.")
    } else if let outage = seen.outages.min(by: { $0.key.rawValue < $1.key.rawValue }) {
      self.init(
        .brokersAway,
        "Kafka is unreachable",
        "\(outage.value) Retrying indefinitely; nothing is lost."
      )
    } else if !seen.roles.isSubset(of: seen.startedRoles) || !seen.recent.joined.isSuperset(of: seen.roles) {
      self.init(.starting, "Starting", "Joining the consumer groups.")
    } else if !seen.joiningRoles.isEmpty {
      self.init(.joining, "Joining", "The consumer group is assigning its partitions.")
    } else if let away = seen.partitions.first(where: { $0.awaySince != nil }) {
      self.init(
        .eltAway,
        "ELT is unreachable",
        "\(away.awayBecause ?? "Deliveries fail.") Reports wait; retrying with one call at a time.",
        since: away.awaySince.map { Timestamp(clamping: $0) }
      )
    } else if let problem = seen.recent.ocspProblem {
      self.init(
        .ocspUnavailable,
        "No OCSP response",
        "\(problem.message) Reports that the organisation signs itself wait for it; retrying indefinitely."
      )
    } else if seen.partitions.contains(where: \.isTakingOver) {
      self.init(.takingOver, "Taking over", "Reading the ledger; sending starts afterwards.")
    } else if !seen.roles.contains(.submit) {
      self.init(.preparing, "Intake", "This instance processes requests; others send.")
    } else if seen.partitions.isEmpty {
      self.init(
        .standby,
        "Standby",
        seen.fleet.hasSubmitter
          ? "Another instance sends; this one takes over when that one stops."
          : "This instance owns no outbox partition. The brokers have not reported which instance sends."
      )
    } else if seen.forecast.isAtRisk {
      self.init(
        .deadlineAtRisk,
        "The deadline is at risk",
        "This instance sends, but at the ceiling a report in the backlog is sent after its deadline."
      )
    } else if seen.backlog > 0 || seen.callsLastMinute > 0 {
      self.init(.sending, "Sending", "This instance sends reports to ELT.")
    } else {
      self.init(.idle, "Ready", "This instance sends; all reports are settled.")
    }
  }
}
