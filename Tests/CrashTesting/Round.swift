internal import Settings
internal import Operations
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import TestSupport

/// One round: start a world, inject failures, wait for every answer, check. Rounds are short because the test broker keeps
/// all records in one file.
struct Round: Sendable {
  let seed: UInt64
  let kills: Int
  let instances: Int
  let inDoubt: InDoubtPolicy
  /// The kind of faulty answers of this round; nil for all kinds.
  let focus: AnswerFault?

  func run() async throws -> Tally {
    // Far above the agency's rate, because crashes during calls need many calls.
    let plan = World.Plan(requestsPerSecond: 50, inDoubt: inDoubt, latency: .milliseconds(40))
    return try await World.with(plan) { world in
      let start = ContinuousClock.now
      let fleet = Fleet(world: world, kills: kills, seed: seed)
      let correspondence = Correspondence(world: world, seed: seed &+ 2)
      var storm = Storm(
        world: world,
        fleet: fleet,
        correspondence: correspondence,
        focus: focus,
        seed: seed &+ 1
      )
      await fleet.start(instances)
      let groupTimeOut = GroupTimeOut(fleet, world.configuration)
      let publishing = Task { try await correspondence.carryOn() }
      do {
        try await groupTimeOut.during {
          try await storm.rage()
          publishing.cancel()
          try await publishing.value
          world.simulator.setFaults(.none)
          try await fleet.calmDown()
          try await correspondence.finish(patience: Patience.limit)
        }
        try await fleet.stop()
      } catch {
        publishing.cancel()
        let groups = await groupTimeOut.groups()
        await fleet.giveUp()
        try Explanation.write(await fleet.logsSoFar + [("groups", groups)], seed: seed)
        throw error
      }
      let evidence = try await Evidence.gather(
        world,
        requests: await correspondence.requests,
        deaths: await fleet.deaths
      )
      var tally = Tally(evidence)
      tally.takeovers = await fleet.takeovers
      tally.exits = await fleet.exits
      tally.brokerRestarts = storm.brokerRestarts
      tally.brokerStalls = storm.brokerStalls
      tally.outages = storm.outages
      tally.cuts = storm.cuts
      tally.deadMembersAwaited = await groupTimeOut.deadMembers
      tally.lostJoins = await groupTimeOut.lostJoins
      tally.duration = ContinuousClock.now - start
      tally.findings += await fleet.problems.map { Finding(kind: .other, reportId: nil, text: $0) }
      if !tally.findings.isEmpty {
        tally.explanation = try Explanation(evidence, tally.findings, logs: await fleet.logs).write(
          seed: seed
        )
      }
      return tally
    }
  }
}
