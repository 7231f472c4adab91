internal import Adapter
internal import Kafka

/// What a Kafka coordinator does by itself and the test broker's never does: end a rebalance that somebody is missing in.
///
/// At times the request by which a dead member leaves comes as the last event of a rebalance, and this broker then answers
/// nobody's JoinGroup until one more event comes. The event is a visitor who joins the group and leaves it again. Where an
/// instance is what does not join, the visitor waits as everybody does, and the round fails.
actor GroupTimeOut {
  private let configuration: AdapterConfiguration
  private let patience: Duration
  /// Rebalances that a visitor has ended.
  private(set) var ended = 0

  /// - Parameter patience: Kafka's is minutes (`max.poll.interval.ms`); here every instance is there within a second.
  init(_ configuration: AdapterConfiguration, patience: Duration = .seconds(15)) {
    self.configuration = configuration
    self.patience = patience
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
    let admin = try KafkaAdmin(kafka)
    var since: [String: ContinuousClock.Instant] = [:]
    while !Task.isCancelled {
      for role in Role.allCases {
        let group = "\(configuration.kafka.groupId).\(role)"
        guard await isRebalancing(group, admin) else {
          since[group] = nil
          continue
        }
        let begun = since[group, default: .now]
        since[group] = begun
        guard ContinuousClock.now - begun > patience else { continue }
        try await visit(group, admin)
        since[group] = nil
      }
      try? await Task.sleep(for: .seconds(1))
    }
    await admin.close()
  }

  /// What the visitor reads is nothing to the others, so that it takes no partition from them.
  private func visit(_ group: String, _ admin: KafkaAdmin) async throws {
    let visitor = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: group))
    try await visitor.subscribe([configuration.topics.deadLetters])
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline, !Task.isCancelled {
      _ = try? await visitor.poll(timeout: .milliseconds(200))
      guard await isRebalancing(group, admin) else {
        ended += 1
        break
      }
    }
    await visitor.close()
  }

  private func isRebalancing(_ group: String, _ admin: KafkaAdmin) async -> Bool {
    (try? await admin.describeGroup(group))?.state == .rebalancing
  }

  private var kafka: KafkaConfiguration {
    KafkaConfiguration(bootstrapServers: configuration.kafka.bootstrapServers)
  }
}
