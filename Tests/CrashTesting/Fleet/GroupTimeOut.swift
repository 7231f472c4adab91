internal import Settings
internal import Foundation
internal import Telemetry
internal import TestSupport

/// Completes a rebalance that the test broker never completes. A Kafka coordinator completes it or ends it by its time-out.
///
/// The test broker has two faults (`LostJoinTests` shows the second):
/// - It may process the JoinGroup of a dying instance after the request that removes it (`DeadMember`); then the other
///   members wait for the dead one. So the dead members, and only they, are removed again.
/// - It may lose the JoinGroup of a living member; see `GroupRequests.repeatJoins`.
///
/// An instance that does not react to its assignment still fails the round: then its requests or reports stay unanswered.
actor GroupTimeOut {
  private let fleet: Fleet
  private let configuration: AdapterConfiguration
  /// The rebalances that waited for a dead member.
  private(set) var deadMembers = 0
  /// The rebalances whose JoinGroup the broker had lost.
  private(set) var lostJoins = 0

  /// Kafka's rebalance timeout is minutes (`max.poll.interval.ms`); here every instance joins within a second.
  private static let patience: Duration = .seconds(15)

  init(_ fleet: Fleet, _ configuration: AdapterConfiguration) {
    (self.fleet, self.configuration) = (fleet, configuration)
  }

  /// Watches the groups while the body runs.
  nonisolated func during<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    let watch = Task { await carryOn() }
    do {
      let result = try await body()
      watch.cancel()
      await watch.value
      return result
    } catch {
      watch.cancel()
      await watch.value
      throw error
    }
  }

  /// The state of both groups, for the explanation of a failed round.
  func groups() async -> String {
    var lines: [String] = []
    for role in Role.allCases {
      let group = try? await GroupRequests(bootstrapServers: configuration.kafka.bootstrapServers).describe(
        name(of: role)
      )
      lines.append("\(role): \(group?.description ?? "unknown")")
    }
    return lines.joined(separator: "\n")
  }

  private func carryOn() async {
    let broker = GroupRequests(bootstrapServers: configuration.kafka.bootstrapServers)
    var since: [Role: ContinuousClock.Instant] = [:]
    while !Task.isCancelled {
      for role in Role.allCases {
        guard let group = try? await broker.describe(name(of: role)), group.isPreparing else {
          since[role] = nil
          continue
        }
        let begun = since[role, default: .now]
        since[role] = begun
        guard ContinuousClock.now - begun > Self.patience else { continue }
        await complete(role, group, broker)
        since[role] = nil
      }
      try? await Task.sleep(for: .seconds(1))
    }
  }

  private func complete(_ role: Role, _ group: GroupRequests.Group, _ broker: GroupRequests) async {
    for instanceId in await fleet.dead {
      try? await DeadMember(instanceId: instanceId, configuration: configuration).leave(role)
    }
    try? await Task.sleep(for: .seconds(1))
    if let left = try? await broker.describe(name(of: role)), !left.isPreparing {
      deadMembers += 1
      return log("\(role): the rebalance waited for a dead member (\(group.description))")
    }
    let repeated = await broker.repeatJoins(name(of: role))
    lostJoins += 1
    log("\(role): the broker lost a JoinGroup (\(group.description)); repeated: \(repeated)")
  }

  private func name(of role: Role) -> String { "\(configuration.kafka.groupId).\(role)" }

  private func log(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data("  test broker, \(text)\n".utf8))
  }
}
