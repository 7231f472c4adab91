import Signatures
import Testing
import TimeReport

@testable import Admin
@testable import Operations
@testable import Telemetry

/// The one activity that the status page shows when several conditions apply.
@Suite struct ActivityTests {
  private func seen(_ change: (inout Observation) -> Void = { _ in }) -> Activity {
    var observation = Observation(
      now: 1_800_000_000_000,
      startedAt: 1_799_999_000_000,
      environment: "test",
      roles: [.intake, .submit],
      requestsPerSecond: 1,
      startedRoles: [.intake, .submit],
      stuck: [],
      outages: [:],
      partitions: [partition()],
      recent: RecentActivity(),
      certificates: []
    )
    observation.recent.joined = [.intake, .submit]
    change(&observation)
    return Activity(observation)
  }

  private func partition(
    backlog: Int = 0,
    awaySince: UnixMilliseconds? = nil,
    isTakingOver: Bool = false
  ) -> PartitionStatus {
    var queue = SendingQueue(secondsPerCall: 1)
    queue.addReports(backlog)
    return PartitionStatus(
      partition: 0,
      backlog: backlog,
      callsUnderWay: 0,
      failedDeliveriesInARow: awaySince == nil ? 0 : 3,
      breaker: awaySince == nil ? .closed : .open,
      awaySince: awaySince,
      awayBecause: awaySince.map { _ in "The connection was refused." },
      ledgerEntries: 0,
      inDoubt: 0,
      inDoubtIds: [],
      queue: queue,
      isTakingOver: isTakingOver
    )
  }

  @Test("the activity is sending with a backlog or a recent call, otherwise idle")
  func sendingWithBacklogOrRecentCall() {
    #expect(seen { $0.partitions = [partition(backlog: 1)] }.code == .sending)
    #expect(
      seen {
        $0.recent.callStarted(.init(partition: 0, offset: 0), reportId: "", at: $0.now - 30_000)
      }.code == .sending
    )
    #expect(seen().code == .idle)
  }

  @Test("a submitter without a partition is on standby") func standbyWithoutAPartition() {
    #expect(seen { $0.partitions = [] }.code == .standby)
    #expect(
      seen {
        $0.partitions = []
        $0.roles = [.intake]
      }.code == .preparing
    )
  }

  @Test("standby claims that another instance sends only if the brokers report one")
  func standbyNeedsEvidence() {
    func sentence(_ owned: [Int32]) -> String {
      seen {
        $0.partitions = []
        $0.fleet.members = [.init(role: .submit, instance: nil, host: "h", partitions: owned)]
      }.sentence
    }
    #expect(sentence([0]).hasPrefix("Another instance sends"))
    #expect(!sentence([]).contains("Another instance"))
  }

  @Test("an ELT outage shows its start and its reason") func outageShowsStartAndReason() {
    let away = seen { $0.partitions = [partition(backlog: 9, awaySince: 1_799_999_940_000)] }
    #expect(away.code == .eltAway)
    #expect(away.since?.text == "2027-01-15T07:59:00.000Z")
    #expect(away.sentence == "The connection was refused. Reports wait; retrying with one call at a time.")
  }

  @Test("an OCSP problem is shown while own signatures wait") func ocspProblemIsShown() {
    let waiting = seen {
      $0.recent.ocspProblem = .init(code: "ocsp.revoked", message: "The certificate had been revoked.")
    }
    #expect(waiting.code == .ocspUnavailable)
    #expect(waiting.sentence.hasPrefix("The certificate had been revoked. Reports"))
  }

  @Test("of several conditions the most urgent is shown") func mostUrgentConditionIsShown() {
    #expect(seen { $0.partitions = [partition(isTakingOver: true)] }.code == .takingOver)
    #expect(seen { $0.startedRoles = [.intake] }.code == .starting)
    #expect(
      seen { ($0.partitions, $0.recent.joined) = ([], [.intake]) }.code == .starting,
      "the submitter has not joined its group"
    )
    #expect(
      seen {
        $0.startedRoles = []; $0.outages = [.submit: "All brokers are down."]
      }.code == .brokersAway
    )
    #expect(
      seen {
        $0.partitions = [partition(awaySince: 1)]
        $0.stuck = [.loop(.submit)]
      }.code == .stuck
    )
  }

  @Test("a deadline that the backlog will miss is shown") func deadlineAtRiskIsShown() {
    #expect(seen { $0.partitions = [partition(backlog: 5_000_000)] }.code == .deadlineAtRisk)
  }

  /// Screen readers announce each change, so the sentence must not contain values that change all the time.
  @Test("the sentence does not change while the state stays the same") func sentenceIsStable() {
    #expect(
      seen { $0.partitions = [partition(backlog: 1)] } == seen { $0.partitions = [partition(backlog: 9)] }
    )
  }
}
