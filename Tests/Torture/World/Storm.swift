internal import ELTSimulator
internal import Foundation
internal import TestSupport

/// What befalls instances, broker and agency, at random.
struct Storm {
  let world: World
  let fleet: Fleet
  var random: SeededGenerator
  private(set) var brokerRestarts = 0
  private(set) var outages = 0
  private(set) var cuts = 0

  init(world: World, fleet: Fleet, seed: UInt64) {
    self.world = world
    self.fleet = fleet
    random = SeededGenerator(seed: seed)
  }

  /// Goes on until enough has died.
  mutating func rage() async throws {
    var (left, since) = (await fleet.killsLeft, ContinuousClock.now)
    while left > 0 {
      try await pause(200...1200)
      switch Int.random(in: 0..<100, using: &random) {
      case ..<35: await fleet.kill(.random)
      case ..<50: await killAtNextCall()
      case ..<62: await fleet.stopAndContinue()
      case ..<67: try await restartBroker()
      case ..<75: try await outage()
      case ..<90: cut()
      default: break
      }
      let now = await fleet.killsLeft
      if now < left { (left, since) = (now, .now) }
      guard ContinuousClock.now - since < .seconds(180) else {
        throw TestFailure("Nothing can be killed any more.")
      }
    }
  }

  /// The request has left, and its answer has not.
  private func killAtNextCall() async {
    let seen = world.simulator.received.count
    let patience = Task { [simulator = world.simulator] in
      for await call in simulator.calls() where call.number > seen { return true }
      return false
    }
    let limit = Task {
      try await Task.sleep(for: .seconds(3))
      patience.cancel()
    }
    if await patience.value { await fleet.kill(.callReceived) }
    limit.cancel()
  }

  private mutating func restartBroker() async throws {
    brokerRestarts += 1
    await world.broker.shutDown()
    try await pause(0...1000)
    try await world.broker.bringUp()
  }

  private mutating func outage() async throws {
    outages += 1
    world.simulator.setFaults(FaultPlan([FaultRule(.unavailable(retryAfter: nil))]))
    try await pause(200...1200)
    world.simulator.setFaults(.none)
  }

  /// The next call or calls go wrong after, or before, the report has arrived.
  private mutating func cut() {
    cuts += 1
    let faults: [Fault] = [.cutAfter, .cutBefore, .malformed(.cutShort), .malformed(.html), .wrongAnswer]
    let fault = faults.randomElement(using: &random) ?? .cutAfter
    world.simulator.setFaults(FaultPlan([FaultRule(fault, .first(Int.random(in: 1...2, using: &random)))]))
  }

  private mutating func pause(_ milliseconds: ClosedRange<Int>) async throws {
    try await Task.sleep(for: .milliseconds(Int.random(in: milliseconds, using: &random)))
  }
}
