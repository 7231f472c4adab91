import TestSupport
import Testing

@testable import Admin
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
    #expect(Readiness(observation { _ in }).ready)
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
      }
    )
    #expect(!readiness.ready)
    #expect(readiness.reasons.map(\.code.rawValue) == [condition.rawValue])
    #expect(
      readiness.reasons.allSatisfy {
        $0.message.contains("submit") && $0.message.contains("120 s") && $0.message.contains("the reason")
      }
    )
  }

  @Test("an instance that waits for its group is not shown as standby") func joiningIsNoStandby() {
    #expect(Activity(observation { $0.joiningRoles = [.submit] }).code == .joining)
  }
}
