internal import PipelineRecords
internal import ELTSimulator
internal import TimeReport

/// The totals of one or several rounds.
struct Tally: Sendable {
  var requests = 0
  /// Distinct reports to send.
  var reports = 0
  var calls = 0
  var deaths: [DeathKind: Int] = [:]
  /// Reports in doubt, by their outcome or, with the policy `resend`, by the ledger.
  var inDoubt = 0
  var resolved = 0
  var sentAgainSeen = 0
  /// The largest number of attempts that one death left open.
  var mostLeftOpen = 0
  var takeovers: [Duration] = []
  var exits = 0
  var brokerRestarts = 0
  var brokerStalls = 0
  var outages = 0
  var cuts = 0
  /// The answers with a fault, by kind.
  var answerFaults: [AnswerFault: Int] = [:]
  /// Rebalances that waited for a dead member; see `GroupTimeOut`.
  var deadMembersAwaited = 0
  /// Rebalances whose JoinGroup the test broker had lost; see `GroupTimeOut`.
  var lostJoins = 0
  var duration = Duration.zero
  var findings: [Finding] = []
  /// The path of the full explanation of the findings.
  var explanation: String?

  init() {}

  init(_ evidence: Evidence) {
    let reports = evidence.reports()
    requests = evidence.requests.count
    self.reports = Set(evidence.requests.filter(\.isSubmission).compactMap(\.reportId)).count
    calls = evidence.calls.count
    for death in evidence.deaths { deaths[death.kind, default: 0] += 1 }
    inDoubt = reports.values.count {
      $0.ledger.contains { $0.entry.state == .inDoubt || $0.entry.possiblyDuplicate }
    }
    resolved = evidence.requests.count { if case .decision = $0.kind { true } else { false } }
    sentAgainSeen = reports.values.count { $0.received.count > 1 }
    for kind in AnswerFault.allCases { answerFaults[kind] = kind.count(in: evidence.calls) }
    mostLeftOpen = DoubtCheck.left(by: evidence).map(\.count).max() ?? 0
    findings = AnswerCheck.findings(evidence) + DoubtCheck.findings(evidence)
    let known = Set(evidence.requests.compactMap(\.reportId))
    for (reportId, report) in reports.sorted(by: { $0.key < $1.key }) {
      if !known.contains(reportId) {
        findings.append(
          Finding(kind: .other, reportId: reportId, text: "Report \(reportId) was never published.")
        )
      }
      findings += SendingCheck.findings(reportId, report)
      findings += LedgerCheck.findings(reportId, report)
      findings += OrderCheck.findings(reportId, report)
      findings += ReceiptCheck.findings(reportId, report)
    }
  }

  mutating func add(_ other: Tally) {
    requests += other.requests
    reports += other.reports
    calls += other.calls
    deaths.merge(other.deaths, uniquingKeysWith: +)
    inDoubt += other.inDoubt
    resolved += other.resolved
    sentAgainSeen += other.sentAgainSeen
    mostLeftOpen = max(mostLeftOpen, other.mostLeftOpen)
    takeovers += other.takeovers
    exits += other.exits
    brokerRestarts += other.brokerRestarts
    brokerStalls += other.brokerStalls
    outages += other.outages
    cuts += other.cuts
    answerFaults.merge(other.answerFaults, uniquingKeysWith: +)
    deadMembersAwaited += other.deadMembersAwaited
    lostJoins += other.lostJoins
    duration += other.duration
    findings += other.findings
  }

  var kills: Int { deaths.values.reduce(0, +) }
  var lost: Int { findings.count { $0.kind == .lost } }
  var sentTwiceUnreported: Int { findings.count { $0.kind == .sentTwiceUnreported } }
  var others: Int { findings.count { $0.kind == .other } }
}
