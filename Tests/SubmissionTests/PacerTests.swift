import Testing

@testable import Submission

@Suite struct PacerTests {
  private let now = ContinuousClock.now

  @Test(
    "the partitions share the rate",
    arguments: [(1.0, 1, 1000), (2.0, 1, 500), (1.0, 3, 3000), (0.5, 1, 2000), (10.0, 2, 200)]
  )
  func partitionsShareTheRate(rate: Double, partitions: Int, milliseconds: Int) {
    #expect(Pacer(requestsPerSecond: rate, partitions: partitions).interval == .milliseconds(milliseconds))
  }

  @Test("the first turn is now") func firstTurnIsNow() {
    #expect(Pacer(requestsPerSecond: 1, partitions: 1).turn(at: now) == now)
  }

  @Test("the next turn is one interval after the last start") func nextTurnIsOneIntervalLater() {
    var pacer = Pacer(requestsPerSecond: 1, partitions: 1)
    pacer.started(at: now)
    #expect(pacer.turn(at: now) == now + .seconds(1))
    #expect(pacer.turn(at: now + .milliseconds(400)) == now + .seconds(1))
    #expect(pacer.turn(at: now + .seconds(5)) == now + .seconds(5))
  }

  @Test("a new owner waits a full interval") func newOwnerWaitsAFullInterval() {
    var pacer = Pacer(requestsPerSecond: 1, partitions: 1)
    #expect(pacer.turn(at: now) == now)
    pacer.takeOver(at: now)
    #expect(pacer.turn(at: now) == now + .seconds(1))
    #expect(pacer.turn(at: now + .seconds(5)) == now + .seconds(5))
  }
}
