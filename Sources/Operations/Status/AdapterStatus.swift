internal import PipelineRecords
package import TimeReport

/// The state of the whole fleet, read from its topics. Its JSON is public contract: members are added, never changed.
package struct AdapterStatus: Sendable, Encodable {
  package let readAt: Timestamp
  /// The ceiling, in calls per second.
  package let requestsPerSecond: Double
  package internal(set) var ledger: LedgerStatus?
  package internal(set) var outbox: OutboxStatus?
  package internal(set) var requests: RequestsStatus?
  package internal(set) var deadLetters: DeadLetterStatus?
  /// From the files on the host that runs `status`; other instances report theirs at `/status`.
  package internal(set) var certificates: [CertificateStatus] = []
  /// Why a certificate cannot be read here, by its name.
  package internal(set) var certificatesUnread: [String: String] = [:]
  /// What is wrong, by the rules that the status page uses; only what topics and files show.
  package var problems: [Assessment.Problem] = []
  /// The topics that could not be read; their members above are left out.
  package internal(set) var unread: [Unread] = []

  mutating func assess() {
    var facts = Assessment.Facts(now: readAt)
    facts.certificates = certificates
    facts.isDeadlineAtRisk = outbox?.deadlineAtRisk ?? false
    facts.inDoubt = ledger?.inDoubt.count ?? 0
    facts.inDoubtSince = ledger?.inDoubt.oldest.first?.since
    problems = Assessment(facts).problems
  }

  package struct Unread: Sendable, Encodable {
    package let topic: String
    package let reason: String
  }
}

package struct LedgerStatus: Sendable, Encodable {
  package let reports: Int
  /// Has every state, including those without reports.
  package let byState: [String: Int]
  package let inDoubt: Doubts
  let unreadableRecords: Int

  static let longest = 1000

  package struct Doubts: Sendable, Encodable {
    package let count: Int
    /// The first thousand of them, the oldest first.
    package let oldest: [Doubt]
  }

  package struct Doubt: Sendable, Encodable {
    package let reportId: ReportId
    /// `in-doubt`, or `sending` if the process that sent it has ended and no other has taken over yet.
    package let state: String
    package let since: Timestamp
    package let attempts: Int

    init(_ reportId: ReportId, _ entry: LedgerEntry) {
      self.reportId = reportId
      state = entry.state.rawValue
      since = entry.state == .inDoubt ? entry.changedAt : entry.attemptedAt
      attempts = entry.attempts
    }
  }
}

/// The progress of a group in one partition.
package struct PartitionBacklog: Sendable, Encodable {
  package let partition: Int32
  /// The committed offset; left out if the group has not committed one.
  package let committed: Int64?
  package let end: Int64
  /// Offsets between the two: an upper bound on records, because transaction markers occupy offsets too.
  package let offsets: Int64
}

package struct OutboxStatus: Sendable, Encodable {
  package let partitions: [PartitionBacklog]
  /// Unsettled records, including decisions.
  package let queued: Int
  /// The calls that they need, at one call per report.
  package let calls: Int
  package let secondsAtCeiling: Double
  /// When the last report is sent if sending starts now and no call fails.
  let lastGoesOut: Timestamp?
  package let months: [MonthStatus]
  /// Whether at the ceiling a report is sent too late, as `SendingForecast` defines it.
  package let deadlineAtRisk: Bool
  /// Reports queued by a release that did not write their month.
  package let reportsWithoutMonth: Int
}

package struct RequestsStatus: Sendable, Encodable {
  package let partitions: [PartitionBacklog]
  /// Requests that intake has not processed yet.
  package let queued: Int64
  /// False if `queued` is an upper bound: of a large backlog, or behind an open transaction, offsets are counted.
  package let isExact: Bool
  /// The time that sending them adds at the ceiling, if each is a report to send.
  package let secondsAtCeiling: Double
}

package struct DeadLetterStatus: Sendable, Encodable {
  /// Not replayed.
  package internal(set) var waiting = 0
  package internal(set) var replayed = 0
  /// The waiting dead letters by code.
  package internal(set) var byCode: [String: Int] = [:]
}
