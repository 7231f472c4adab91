internal import Adapter
internal import Kafka

/// What a Kafka coordinator does by itself and the test broker's never does: end a rebalance that somebody is missing in.
/// At times the request by which a dead member leaves comes as the last event of a rebalance, and this broker then answers
/// nobody's JoinGroup until one more event comes, which without further kills is never.
struct GroupTimeOut: Sendable {
  let fleet: Fleet
  let configuration: AdapterConfiguration

  /// Kafka's rebalance time-out is minutes (`max.poll.interval.ms`); here every instance is there within a second.
  private static let patience: Duration = .seconds(15)

  /// Watches over the groups while the body runs.
  func during<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
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
        // One is enough for both groups.
        since = [:]
        await fleet.kill(.stuckRebalance)
        break
      }
      try? await Task.sleep(for: .seconds(1))
    }
    await admin.close()
  }
}
