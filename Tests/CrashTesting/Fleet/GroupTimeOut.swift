internal import Settings
internal import Operations
internal import Telemetry
internal import Kafka

/// Completes a rebalance in which a member is missing, as a Kafka coordinator does and the test broker does not.
///
/// The test broker may process the JoinGroup of a dying instance after the request that removes it (`DeadMember`); then the
/// other members wait for it forever. So the dead members, and only they, are removed again. If a running instance is the one
/// that does not join, the rebalance continues and the round fails.
actor GroupTimeOut {
  private let fleet: Fleet
  private let configuration: AdapterConfiguration
  /// The number of rebalances that were completed in this way.
  private(set) var ended = 0

  /// Kafka's rebalance timeout is minutes (`max.poll.interval.ms`); here every instance joins within a second.
  private static let patience: Duration = .seconds(15)

  init(_ fleet: Fleet, _ configuration: AdapterConfiguration) {
    (self.fleet, self.configuration) = (fleet, configuration)
  }

  /// Watches the groups while the body runs.
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
