import Testing

@testable import Telemetry

/// What keeps a stage from working, and for how long.
@Suite struct StageConditionsTests {
  private let conditions = StageConditions()
  private let start = ContinuousClock.now

  private func codes(at seconds: Int) -> [String] {
    conditions.lasting(at: start + .seconds(seconds)).map { "\($0.role) \($0.condition.rawValue)" }
  }

  @Test("a condition counts only after its grace period, from its beginning on") func gracePeriod() {
    conditions.set(.joining, .submit, "first", at: start)
    conditions.set(.joining, .submit, "second", at: start + .seconds(80))
    #expect(codes(at: 90).isEmpty)
    #expect(codes(at: 91) == ["submit joining"])
    #expect(conditions.lasting(at: start + .seconds(91)).map(\.reason) == ["second"])
    #expect(conditions.lasting(at: start + .seconds(91)).map(\.duration) == [.seconds(91)])
  }

  @Test("a condition that has ended starts over") func endOfCondition() {
    conditions.set(.leaderUnreachable, .intake, "b:1", at: start)
    conditions.set(.leaderUnreachable, .intake, nil, at: start + .seconds(20))
    #expect(codes(at: 30).isEmpty)
    conditions.set(.leaderUnreachable, .intake, "b:1", at: start + .seconds(30))
    #expect(codes(at: 40).isEmpty)
    #expect(codes(at: 46) == ["intake leader-unreachable"])
  }

  @Test("roles are independent, and one that stops has no condition") func roles() {
    conditions.set(.commitsFailing, .intake, "a", at: start)
    conditions.set(.commitsFailing, .submit, "b", at: start)
    #expect(codes(at: 31) == ["intake commits-failing", "submit commits-failing"])
    conditions.clear(.intake)
    #expect(codes(at: 31) == ["submit commits-failing"])
  }

  @Test("a role joins from the first moment on") func joiningRoles() {
    conditions.set(.joining, .intake, "rebalancing", at: start)
    #expect(conditions.joiningRoles == [.intake])
    conditions.set(.joining, .intake, nil, at: start)
    #expect(conditions.joiningRoles.isEmpty)
  }
}
