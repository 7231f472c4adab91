import Testing
import TimeReport

@testable import Operations
@testable import Telemetry

/// What the assessment finds in each state, and which problem the headline states.
@Suite struct AssessmentTests {
  private static let now = Timestamp(clamping: 1_800_000_000_000)

  private func assessment(_ change: (inout Assessment.Facts) -> Void = { _ in }) -> Assessment {
    var facts = Assessment.Facts(now: Self.now)
    facts.roles = [.intake, .submit]
    change(&facts)
    return Assessment(facts)
  }

  private func partition(away code: ProblemCode? = nil, isTakingOver: Bool = false) -> PartitionStatus {
    PartitionStatus(
      partition: 3,
      backlog: 0,
      callsUnderWay: 0,
      failedDeliveriesInARow: code == nil ? 0 : 4,
      breaker: code == nil ? .closed : .open,
      awaySince: code.map { _ in Self.now.milliseconds - 60_000 },
      awayBecause: code.map { _ in "The connection was refused." },
      awayCode: code?.rawValue,
      nextAttemptAt: code.map { _ in Self.now.milliseconds + 5000 },
      ledgerEntries: 0,
      inDoubt: 0,
      inDoubtIds: [],
      queue: SendingQueue(secondsPerCall: 1),
      isTakingOver: isTakingOver
    )
  }

  private func fleet(noSubmitterFor duration: Duration?, problem: String? = nil) -> Fleet {
    Fleet(asOf: Self.now, problem: problem, noSubmitterSince: duration.map { Self.now - $0 })
  }

  private func client(daysLeft: Int, isIssuers: Bool = false) -> CertificateStatus {
    CertificateStatus(name: "client", daysLeft: daysLeft, expiresOn: "2027-01-01", isIssuers: isIssuers)
  }

  @Test("without facts there is no problem") func nothingIsWrong() {
    #expect(assessment().problems.isEmpty)
    #expect(assessment().headline == nil)
    #expect(assessment().blocksSending == nil)
  }

  @Test("nobody submits for longer than a take-over may take: a failure that makes a submitter unready")
  func nobodySubmits() {
    let limit = Assessment.longestTakeOver
    let found = assessment { $0.fleet = fleet(noSubmitterFor: limit + .seconds(1)) }
    #expect(found.headline?.code == .nobodySubmits)
    #expect(found.headline?.since == Self.now - (limit + .seconds(1)))
    #expect(found.headline?.blocksReadiness == true)
    #expect(found.blocksSending == .nobodySubmits)
  }

  @Test(
    "within a take-over, with an own partition, or without an answer of the brokers, nobody-submits is not claimed"
  )
  func nobodySubmitsNeedsEvidence() {
    let long = Assessment.longestTakeOver + .seconds(1)
    #expect(assessment { $0.fleet = fleet(noSubmitterFor: Assessment.longestTakeOver) }.problems.isEmpty)
    #expect(assessment { $0.fleet = fleet(noSubmitterFor: long, problem: "no answer") }.problems.isEmpty)
    #expect(
      assessment {
        $0.fleet = fleet(noSubmitterFor: long)
        $0.partitions = [partition()]
      }.problems.isEmpty
    )
    let intake = assessment {
      $0.roles = [.intake]
      $0.fleet = fleet(noSubmitterFor: long)
    }
    #expect(intake.headline?.code == .nobodySubmits && intake.headline?.blocksReadiness == false)
  }

  @Test("while ELT is unreachable the problem has its start, place, cause and next attempt")
  func eltUnreachable() {
    let found = assessment { $0.partitions = [partition(away: .transportConnect)] }
    #expect(found.problems.map(\.code) == [.eltUnreachable])
    #expect(found.headline?.since == Self.now - .seconds(60))
    #expect(found.headline?.nextAttemptAt == Self.now + .seconds(5))
    #expect(found.headline?.place == "elt.url, outbox partition 3")
    #expect(found.headline?.why.hasPrefix("The connection was refused.") == true)
    #expect(found.blocksSending == .eltUnreachable)
  }

  @Test("if every call ends in a fault, the problem is elt-faults") func everyCallEndsInAFault() {
    let found = assessment { $0.partitions = [partition(away: .eltFaultsForAll)] }
    #expect(found.problems.map(\.code) == [.eltFaults])
    #expect(found.blocksSending == .eltFaults)
  }

  @Test(
    "a certificate that has expired is a failure; one that expires is a warning from 30 days, a notice from 60",
    arguments: [
      (-1, Assessment.Code.certificateNotValid, Assessment.Severity.failure),
      (7, .certificateExpiring, .warning), (30, .certificateExpiring, .warning),
      (60, .certificateExpiring, .notice),
    ]
  )
  func certificate(days: Int, code: Assessment.Code, severity: Assessment.Severity) {
    let problem = assessment { $0.certificates = [client(daysLeft: days)] }.problems.first
    #expect(problem?.code == code && problem?.severity == severity)
    #expect(problem?.place == "elt.clientCertificateFile")
    #expect(problem?.blocksReadiness == (severity == .failure))
  }

  @Test("an expired issuer warns, and a certificate that is valid for long is no problem")
  func otherCertificates() {
    let issuer = assessment { $0.certificates = [client(daysLeft: -1, isIssuers: true)] }
    #expect(issuer.problems.map(\.severity) == [.warning])
    #expect(assessment { $0.certificates = [client(daysLeft: 61)] }.problems.isEmpty)
  }

  @Test("failed reports and reports in doubt are warnings that do not make the instance unready")
  func reports() {
    let found = assessment { ($0.failed, $0.inDoubt) = (2, 1) }
    #expect(found.problems.map(\.code) == [.reportsInDoubt, .reportsFailed])
    #expect(found.problems.allSatisfy { $0.severity == .warning && !$0.blocksReadiness })
  }

  @Test(
    "each lasting condition of a stage is a failure with its start",
    arguments: StageConditions.Condition.allCases
  )
  func conditions(condition: StageConditions.Condition) {
    let found = assessment {
      $0.conditions = [.init(role: .submit, condition: condition, reason: "because", duration: .seconds(120))]
    }
    #expect(found.problems.map(\.code.rawValue) == [condition.rawValue])
    #expect(found.headline?.since == Self.now - .seconds(120))
    #expect(found.headline?.blocksReadiness == true)
  }

  @Test("the other states each have their code") func otherStates() {
    #expect(assessment { $0.stuck = [.loop(.submit)] }.problems.map(\.code) == [.stuck])
    #expect(assessment { $0.outages = [.submit: "Down."] }.problems.map(\.code) == [.brokersAway])
    #expect(assessment { $0.notStarted = [.submit] }.problems.map(\.code) == [.notStarted])
    #expect(
      assessment { $0.partitions = [partition(isTakingOver: true)] }.problems.map(\.code) == [.readingLedger]
    )
    #expect(assessment { $0.isDeadlineAtRisk = true }.problems.map(\.code) == [.deadlineAtRisk])
    #expect(assessment { $0.hiddenRequests = [2: 9] }.problems.map(\.code) == [.requestsHidden])
    #expect(
      assessment { $0.renewalProblems = ["elt": "No key.", "signatures": nil] }.problems.map(\.code) == [
        .certificateRenewalFailed
      ]
    )
    #expect(assessment { $0.warnings = ["x"] }.problems.map(\.code) == [.unsafeSetting])
    #expect(
      assessment { $0.ocspProblem = .init(code: "ocsp.revoked", message: "Revoked.") }.problems.map(\.code)
        == [.ocspUnavailable]
    )
  }

  @Test("only what concerns the stage submit or the client certificate keeps reports from being sent")
  func sendingGoesOn() {
    #expect(assessment { $0.outages = [.intake: "Down."] }.blocksSending == nil)
    #expect(assessment { $0.outages = [.submit: "Down."] }.blocksSending == .brokersAway)
    let signing = CertificateStatus(name: "signing", daysLeft: -1, expiresOn: "2027-01-01")
    #expect(assessment { $0.certificates = [signing] }.blocksSending == nil)
    #expect(assessment { $0.certificates = [client(daysLeft: -1)] }.blocksSending == .certificateNotValid)
  }

  @Test("the headline is the worst problem; a notice is no headline") func headline() {
    let found = assessment {
      $0.warnings = ["x"]
      $0.failed = 1
      $0.partitions = [partition(away: .transportConnect)]
      $0.outages = [.intake: "Down."]
    }
    #expect(found.problems.map(\.code) == [.brokersAway, .eltUnreachable, .reportsFailed, .unsafeSetting])
    #expect(found.headline?.code == .brokersAway)
    #expect(assessment { $0.warnings = ["x"] }.headline == nil)
  }
}
