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

  @Test(
    "a receiver with 4 ms of jitter never counts more calls in a second than the ceiling",
    arguments: [1.0, 2, 10]
  )
  func marginAbsorbsJitter(_ rate: Double) {
    var pacer = Pacer(requestsPerSecond: rate, partitions: 1, margin: Pacer.jitterMargin)
    var starts: [ContinuousClock.Instant] = []
    for _ in 0...Int(rate) {
      let turn = pacer.turn(at: now)
      pacer.started(at: turn)
      starts.append(turn)
    }
    let (first, last) = (starts[0] + .milliseconds(3.9), starts[Int(rate)])
    #expect(last - first > .seconds(1), "one call more than the ceiling takes longer than a second")
    #expect(pacer.interval / (Duration.seconds(1) / rate) < 1.005)
  }
}
