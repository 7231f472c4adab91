internal import Settings
internal import Operations
internal import ELTSimulator
internal import Foundation
internal import SyntheticEvents
internal import TestSupport

/// Checks the rate limit during kills, at a rate low enough to measure.
///
/// The simulator stamps a call when its first bytes arrive, which a busy machine can only delay. So one short
/// interval proves nothing, but one call too many is visible: with it, the calls from some i to some j arrive at
/// least one whole interval earlier than (j - i) intervals, less the delay of call i alone.
struct PaceRound: Sendable {
  let seed: UInt64
  let instances: Int

  private static let callsPerSecond = 2.0
  /// The assumed maximum delay of a single stamp: most of an interval. The first call of an instance includes the handshake,
  /// which took 0.4 s while three other builds and tests ran on two cores.
  private static let tolerance: Duration = .milliseconds(400)
  private static let kills = 6

  struct Result: Sendable {
    let calls: Int
    let kills: Int
    /// How much earlier than the rate limit allows a call was.
    let excess: Duration

    var isTooFast: Bool { excess > PaceRound.tolerance }

    var line: String {
      let rate = Int(PaceRound.callsPerSecond)
      let verdict = isTooFast ? "passed" : "never passed"
      return "ceiling of \(rate) calls per second: \(verdict) in \(calls) calls over \(kills) kills "
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

  /// Waits for this many more calls.
  private func calls(_ count: Int, of world: World) async throws {
    let wanted = world.simulator.received.count + count
    var (seen, since) = (world.simulator.received.count, ContinuousClock.now)
    while seen < wanted {
      let now = world.simulator.received.count
      if now > seen { (seen, since) = (now, .now) }
      guard ContinuousClock.now - since < Patience.limit else {
        throw TestFailure("The adapter makes no calls.")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private static func result(_ calls: [ReceivedCall], kills: Int) -> Result {
    let interval = 1000 / callsPerSecond
    var (arrival, latest, excess) = (0.0, 0.0, 0.0)
    for (index, call) in calls.enumerated() {
      arrival += call.intervalMilliseconds ?? 0
      // The delay of a call relative to an even pace.
      let lateness = arrival - Double(index) * interval
      latest = index == 0 ? lateness : max(latest, lateness)
      excess = max(excess, latest - lateness)
    }
    return Result(calls: calls.count, kills: kills, excess: .milliseconds(excess))
  }
}
