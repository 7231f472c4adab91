package import Kafka
package import Telemetry

/// Creates the topics of a plan and reads their state.
package struct TopicSetup: Sendable {
  private let kafka: KafkaConfiguration
  private let plan: TopicPlan
  private let clock: AdapterClock
  /// For creating, and again for the brokers to receive the metadata.
  private let limit: Duration

  package init(
    _ plan: TopicPlan,
    kafka: KafkaConfiguration,
    clock: AdapterClock = .system,
    limit: Duration = .seconds(30)
  ) {
    (self.plan, self.kafka, self.clock, self.limit) = (plan, kafka, clock, limit)
  }

  /// What the cluster shows of the topics. Retries errors that pass by themselves.
  package func survey() async throws -> TopicSurvey {
    try await BoundedRetry(clock: clock).run {
      try await KafkaAdmin.with(kafka) { try await $0.survey(plan.topics.map(\.name)) }
    }
  }

  /// Creates the missing topics and waits until each broker that answers lists them.
  ///
  /// - Parameter replicationFactor: nil for what `DurabilityCheck` recommends for the cluster.
  /// - Returns: the names of the created topics, sorted.
  package func create(replicationFactor: Int?) async throws -> [String] {
    let brokers = try await KafkaAdmin.with(kafka) { try await $0.brokers() }
    let replicas = replicationFactor ?? DurabilityCheck.recommendedReplicas(brokers: brokers.count)
    let created = try await create(plan.specifications(replicationFactor: replicas))
    if !created.isEmpty { try await waitUntilListed(created, by: brokers) }
    return created.sorted()
  }

  /// Repeats what did not succeed: a request can time out although the cluster creates its topics.
  private func create(_ topics: [TopicSpecification]) async throws -> Set<String> {
    let deadline = clock.steady() + limit
    var progress = CreationProgress(topics)
    while true {
      try progress.take(try await attempt(progress.left))
      guard let failure = progress.firstFailure else { return progress.created }
      guard clock.steady() < deadline else { throw failure }
      try await clock.sleep(clock.steady() + BoundedRetry.pause)
    }
  }

  private func attempt(_ topics: [TopicSpecification]) async throws -> [String: TopicCreation] {
    do {
      return try await KafkaAdmin.with(kafka) { try await $0.createTopics(topics, timeout: .seconds(10)) }
    } catch let error as KafkaError where BoundedRetry.passes(error) || error.isWithoutAnswer {
      return Dictionary(uniqueKeysWithValues: topics.map { ($0.name, .failed(error)) })
    }
  }

  /// Brokers that do not answer are left out, unless none answers. After the limit, the next survey shows what is missing.
  private func waitUntilListed(_ names: Set<String>, by brokers: [Broker]) async throws {
    let deadline = clock.steady() + limit
    while clock.steady() < deadline {
      let lists = try await BrokerProbe(kafka).each(brokers) { _, admin in
        try? await admin.usableTopics(timeout: .seconds(2))
      }
      let answers = lists.compactMap { $0 }
      if !answers.isEmpty, answers.allSatisfy(names.isSubset) { return }
      try await clock.sleep(clock.steady() + BoundedRetry.pause)
    }
  }
}

/// Which topics are still to be created.
struct CreationProgress {
  private(set) var left: [TopicSpecification]
  private(set) var created: Set<String> = []
  private var failures: [String: KafkaError] = [:]

  init(_ topics: [TopicSpecification]) { left = topics }

  /// Nil if no topic is left.
  var firstFailure: TopicCreationFailed? {
    left.first.map { TopicCreationFailed(name: $0.name, error: failures[$0.name]) }
  }

  /// - Throws: the first error that does not pass by itself.
  mutating func take(_ results: [String: TopicCreation]) throws(TopicCreationFailed) {
    for (name, result) in results.sorted(by: { $0.key < $1.key }) {
      switch result {
      case .created: created.insert(name)
      // An earlier request without an answer has created it.
      case .alreadyExists: if failures[name] != nil { created.insert(name) }
      case .failed(let error) where BoundedRetry.passes(error) || error.isWithoutAnswer:
        failures[name] = error
        continue
      case .failed(let error): throw TopicCreationFailed(name: name, error: error)
      }
      left.removeAll { $0.name == name }
    }
  }
}

/// A topic could not be created.
package struct TopicCreationFailed: Error, CustomStringConvertible {
  let name: String
  let error: KafkaError?

  package var description: String {
    "Topic \(name) could not be created. \(error.map { "\($0)" } ?? "The brokers returned no result for it.")"
  }
}
