internal import Settings
internal import Operations
internal import Telemetry
internal import Kafka

/// What a Kafka coordinator does by itself and the test broker's never does: end a rebalance that somebody is missing in.
///
/// The JoinGroup of an instance that dies may come to this broker after the request by which it leaves (`DeadMember`), and then
/// everybody waits for a ghost. So the dead leave once more, and only they: where an instance that lives is what does not
/// join, the rebalance goes on, and the round fails.
actor GroupTimeOut {
  private let fleet: Fleet
  private let configuration: AdapterConfiguration
  /// Rebalances that were ended so.
  private(set) var ended = 0

  /// Kafka's rebalance time-out is minutes (`max.poll.interval.ms`); here every instance is there within a second.
  private static let patience: Duration = .seconds(15)

  init(_ fleet: Fleet, _ configuration: AdapterConfiguration) {
    (self.fleet, self.configuration) = (fleet, configuration)
  }

  /// Watches over the groups while the body runs.
  nonisolated func during<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    let watch = Task { try await carryOn() }
    do {
      let result = try await body()
      watch.cancel()
      try await watch.value
      return result
    } catch {
      watch.cancel()
      _ = await watch.result
      throw error
    }
  }

  private func carryOn() async throws {
    let admin = try KafkaAdmin(
      KafkaConfiguration(bootstrapServers: configuration.kafka.bootstrapServers)
    )
    var since: [Role: ContinuousClock.Instant] = [:]
    while !Task.isCancelled {
      for role in Role.allCases {
        let group = try? await admin.describeGroup("\(configuration.kafka.groupId).\(role)")
        guard group?.state == .rebalancing else {
          since[role] = nil
          continue
        }
        let begun = since[role, default: .now]
        since[role] = begun
        guard ContinuousClock.now - begun > Self.patience else { continue }
        for instanceId in await fleet.dead {
          try? await DeadMember(instanceId: instanceId, configuration: configuration).leave(role)
        }
        since[role] = nil
        ended += 1
      }
      try? await Task.sleep(for: .seconds(1))
    }
    await admin.close()
  }
}
