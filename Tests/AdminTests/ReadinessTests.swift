import TestSupport
import Testing
import TimeReport

@testable import Admin
@testable import Operations
@testable import Telemetry

/// Readiness follows from what the stages can do.
@Suite struct ReadinessTests {
  private func observation(_ change: (inout Observation) -> Void) -> Observation {
    var observation = Observation(
      now: 1_800_000_000_000,
      startedAt: 1_799_999_000_000,
      environment: "test",
      roles: [.intake, .submit],
      requestsPerSecond: 1,
      startedRoles: [.intake, .submit],
      stuck: [],
      outages: [:],
      partitions: [],
      recent: RecentActivity(),
      certificates: []
    )
    observation.recent.joined = [.intake, .submit]
    change(&observation)
    return observation
  }

  @Test("a settled standby is ready") func standbyIsReady() {
    #expect(Readiness(observation { _ in }.assessment).ready)
    #expect(Activity(observation { _ in }).code == .standby)
  }

  @Test(
    "a stage that is joining, cannot reach a leader or cannot commit is not ready",
    arguments: StageConditions.Condition.allCases
  )
  func conditionIsNamed(condition: StageConditions.Condition) {
    let readiness = Readiness(
      observation {
        $0.conditions = [
          .init(role: .submit, condition: condition, reason: "the reason", duration: .seconds(120))
        ]
      }.assessment
    )
    #expect(!readiness.ready)
    #expect(readiness.reasons.map(\.code.rawValue) == [condition.rawValue])
    #expect(
      readiness.reasons.allSatisfy {
        $0.message.contains("submit") && $0.message.contains("120 s") && $0.message.contains("the reason")
      }
    )
  }

  @Test("while nobody submits, an instance is not ready and does not say that another sends")
  func nobodySubmits() {
    let seen = observation {
      $0.fleet.noSubmitterSince = Timestamp(clamping: $0.now - 600_000)
      $0.fleet.asOf = Timestamp(clamping: $0.now)
    }
    #expect(Readiness(seen.assessment).reasons.map(\.code) == [.nobodySubmits])
    #expect(!Activity(seen).sentence.contains("Another instance sends"))
  }

  @Test("while ELT is unreachable the status has no time at which the backlog is empty")
  func noForecastInAnOutage() {
    let away = observation {
      var queue = SendingQueue(secondsPerCall: 1)
      queue.addReports(12)
      $0.partitions = [
        PartitionStatus(
          partition: 0,
          backlog: 12,
          callsUnderWay: 0,
          failedDeliveriesInARow: 3,
          breaker: .open,
          awaySince: $0.now - 1000,
          awayBecause: "The connection was refused.",
          ledgerEntries: 0,
          inDoubt: 0,
          inDoubtIds: [],
          queue: queue,
          isTakingOver: false
        )
      ]
    }
    let backlog = StatusReport(away).backlog
    #expect(backlog.emptyAt == nil && backlog.blockedBy == .eltUnreachable && backlog.secondsToEmpty == 12)
  }

  @Test("an instance that waits for its group is not shown as standby") func joiningIsNoStandby() {
    #expect(Activity(observation { $0.joiningRoles = [.submit] }).code == .joining)
  }
}
