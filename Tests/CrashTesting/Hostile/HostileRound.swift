internal import Settings
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import PipelineTestSupport
internal import SyntheticEvents
internal import Telemetry
internal import TestSupport
internal import TimeReport

/// One round: start a world with one instance, publish, wait for every answer, check.
struct HostileRound: Sendable {
  let seed: UInt64
  let duration: Duration

  func run() async throws -> HostileTally {
    let plan = World.Plan(requestsPerSecond: 20, inDoubt: .hold, latency: .milliseconds(20))
    return try await World.with(plan) { world in
      let start = ContinuousClock.now
      let fleet = Fleet(world: world, kills: 0, seed: seed)
      let correspondence = Correspondence(world: world, seed: seed &+ 2)
      let groupTimeOut = GroupTimeOut(fleet, world.configuration)
      var attack = Attack(world: world, fleet: fleet, correspondence: correspondence, seed: seed)
      try await fleet.calmDown()
      do {
        try await attack.prepare()
        await fleet.start(1)
        try await groupTimeOut.during {
          try await attack.go(on: duration)
          world.simulator.setFaults(.none)
          try await correspondence.finish(patience: Patience.limit)
        }
        try await fleet.stop()
      } catch {
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
      var result = HostileTally(evidence)
      result.hostile = attack.counts
      result.peakMemory = await fleet.peakMemory
      result.memoryLimit = try Self.memoryLimit()
      result.tally.exits = await fleet.exits
      result.tally.duration = ContinuousClock.now - start
      result.tally.findings += try await findings(fleet, attack, result)
      if !result.tally.findings.isEmpty {
        result.tally.explanation = try Explanation(evidence, result.tally.findings, logs: await fleet.logs)
          .write(seed: seed)
      }
      return result
    }
  }

  private func findings(_ fleet: Fleet, _ attack: Attack, _ result: HostileTally) async throws -> [Finding] {
    let logs = await fleet.logs
    var texts = await fleet.problems
    if result.tally.exits > 0 { texts.append("An instance ended by itself.") }
    if result.peakMemory >= result.memoryLimit {
      texts.append("An instance used \(result.peakMemory >> 20) MiB.")
    }
    if !logs.contains(where: { LogEvent.ledgerEntryUnreadable.isLogged(in: $0.text) }) {
      texts.append("No instance logged an unreadable ledger entry, so none was read.")
    }
    return texts.map { Finding(kind: .other, reportId: nil, text: $0) } + logs.flatMap(attack.scan.findings)
  }

  /// What the unit of systemd allows, in bytes.
  private static func memoryLimit() throws -> Int {
    let unit = try Repository.text("deploy/systemd/elt-adapter.service")
    let line = unit.split(separator: "\n").first { $0.hasPrefix("MemoryMax=") }
    guard let megabytes = line.flatMap({ Int($0.dropFirst("MemoryMax=".count).prefix { $0.isNumber }) })
    else {
      throw TestFailure("The unit has no MemoryMax in megabytes.")
    }
    return megabytes << 20
  }
}
