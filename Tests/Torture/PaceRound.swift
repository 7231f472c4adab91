internal import Settings
internal import Operations
internal import ELTSimulator
internal import Foundation
internal import TestSupport

/// Holds the ceiling against kills, at a rate low enough to measure.
///
/// The simulator stamps a call when its first bytes come in, which a busy machine may delay, never hasten. So one short
/// interval proves nothing, but a call too many cannot be delayed away: with it, the calls from some i to some j come at
/// least one whole interval earlier than (j - i) intervals, less the delay of call i alone.
struct PaceRound: Sendable {
  let seed: UInt64
  let instances: Int

  private static let callsPerSecond = 2.0
  /// What the delay of a single stamp is taken to stay below: most of an interval. The first call of an instance shakes hands
  /// before, which took 0.4 s beside three other builds and tests on two cores.
  private static let tolerance: Duration = .milliseconds(400)
  private static let kills = 6

  struct Result: Sendable {
    let calls: Int
    let kills: Int
    /// How much earlier than the ceiling allows some call was.
    let excess: Duration

    var isTooFast: Bool { excess > PaceRound.tolerance }

    var line: String {
      let rate = Int(PaceRound.callsPerSecond)
      let verdict = isTooFast ? "passed" : "never passed"
      return "ceiling of \(rate) calls a second: \(verdict) in \(calls) calls over \(kills) kills "
        + "(most ahead of it: \(Int(excess / .milliseconds(1))) ms)"
    }
  }

  func run() async throws -> Result {
    let plan = World.Plan(requestsPerSecond: Self.callsPerSecond, inDoubt: .hold, latency: .milliseconds(300))
    return try await World.with(plan) { world in
      let fleet = Fleet(world: world, kills: 0, seed: seed)
      let correspondence = Correspondence(world: world, seed: seed)
      await fleet.start(instances)
      let publishing = Task { try await correspondence.carryOn() }
      var random = SeededGenerator(seed: seed)
      do {
        try await GroupTimeOut(fleet, world.configuration).during {
          for _ in 0..<Self.kills {
            try await calls(4, of: world)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...250, using: &random)))
            await fleet.kill(.random)
          }
          try await calls(6, of: world)
        }
        publishing.cancel()
        try await publishing.value
        try await fleet.stop()
      } catch {
        publishing.cancel()
        await fleet.giveUp()
        try Explanation.write(await fleet.logsSoFar, seed: seed)
        throw error
      }
      return Self.result(world.simulator.received, kills: await fleet.deaths.count)
    }
  }

  /// Waits for so many calls more.
  private func calls(_ count: Int, of world: World) async throws {
    let wanted = world.simulator.received.count + count
    var (seen, since) = (world.simulator.received.count, ContinuousClock.now)
    while seen < wanted {
      let now = world.simulator.received.count
      if now > seen { (seen, since) = (now, .now) }
      guard ContinuousClock.now - since < Patience.limit else { throw TestFailure("No calls are made.") }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private static func result(_ calls: [ReceivedCall], kills: Int) -> Result {
    let interval = 1000 / callsPerSecond
    var (arrival, latest, excess) = (0.0, 0.0, 0.0)
    for (index, call) in calls.enumerated() {
      arrival += call.intervalMilliseconds ?? 0
      // How late a call was, against an even pace; a later one must not be earlier than that.
      let lateness = arrival - Double(index) * interval
      latest = index == 0 ? lateness : max(latest, lateness)
      excess = max(excess, latest - lateness)
    }
    return Result(calls: calls.count, kills: kills, excess: .milliseconds(excess))
  }
}
