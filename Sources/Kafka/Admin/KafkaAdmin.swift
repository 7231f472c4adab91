internal import CRdkafka

/// Queries a cluster and creates topics. Each call blocks this client's own thread until the brokers answer or the time-out
/// expires.
package actor KafkaAdmin {
  let handle: ClientHandle
  private let kafka: KafkaConfiguration
  private let thread: ClientThread
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  package init(_ kafka: KafkaConfiguration) throws(KafkaError) {
    self.kafka = kafka
    handle = try ClientHandle(
      RD_KAFKA_PRODUCER,
      NativeConfiguration(kafka, fixed: [:], defaults: [:]),
      log: kafka.log
    )
    thread = try ClientThread(name: "kafka-admin", of: handle)
  }

  /// Runs the body with a new admin client, and always closes the client afterwards.
  package static func with<Result: Sendable>(
    _ kafka: KafkaConfiguration,
    _ body: (KafkaAdmin) async throws -> Result
  ) async throws -> Result {
    let admin = try KafkaAdmin(kafka)
    do {
      let result = try await body(admin)
      await admin.close()
      return result
    } catch {
      await admin.close()
      throw error
    }
  }

  /// The brokers of the cluster. Succeeds if at least one broker answers.
  package func brokers(timeout: Duration = .seconds(10)) async throws(KafkaError) -> [Broker] {
    try metadata(timeout: timeout).brokers
  }

  /// The topics of these names that exist. Does not create topics.
  package func describe(_ topics: [String], timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> [TopicDescription]
  {
    try await survey(topics, timeout: timeout).topics
  }

  /// What the cluster shows of these topics to this principal. A missing right hides no more than its own topic.
  package func survey(_ names: [String], timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> TopicSurvey
  {
    // Requests all topics and filters: some brokers create a topic when its metadata is requested.
    let metadata = try metadata(timeout: timeout)
    let found = metadata.topics.filter { names.contains($0.name) }
    let configs = try topicConfigs(names, timeout: timeout)
    let topics = found.map { topic in
      switch configs[topic.name] {
      case .success(let configs)?: TopicDescription(topic, configs: configs)
      case .failure(let error)?: TopicDescription(topic, configs: [:], problem: error)
      case nil: TopicDescription(topic, configs: [:])
      }
    }
    let hidden = names.filter { name in
      guard case .failure(let error)? = configs[name] else { return false }
      return error.isRefusal && !found.contains { $0.name == name }
    }
    return TopicSurvey(brokers: metadata.brokers, topics: topics, hidden: Set(hidden))
  }

  /// The topics whose partitions all have a leader, as the answering broker knows them.
  package func usableTopics(timeout: Duration = .seconds(10)) async throws(KafkaError) -> Set<String> {
    Set(try metadata(timeout: timeout).topics.filter(\.hasLeaders).map(\.name))
  }

  /// The number of partitions of a topic; nil if the topic does not exist.
  package func partitionCount(of topic: String, timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> Int?
  {
    try metadata(timeout: timeout).topics.first { $0.name == topic }?.partitions
  }

  /// Creates topics. Each succeeds or fails independently.
  package func createTopics(_ topics: [TopicSpecification], timeout: Duration = .seconds(30))
    async throws(KafkaError) -> [String: TopicCreation]
  {
    guard !topics.isEmpty else { return [:] }
    return try create(topics, timeout: timeout)
  }

  /// Deletes topics with all their records. For test equipment only.
  package func deleteTopics(_ topics: [String], timeout: Duration = .seconds(30)) async throws(KafkaError) {
    guard !topics.isEmpty else { return }
    try delete(topics, timeout: timeout)
  }

  /// The offsets that a group has committed. Partitions without one are left out.
  ///
  /// Uses a consumer of the group that never joins it: `rd_kafka_ListConsumerGroupOffsets` of librdkafka 2.0.2 crashes the
  /// process when the group's coordinator is absent or moving.
  package func committedOffsets(
    ofGroup group: String,
    _ partitions: [TopicPartition],
    timeout: Duration = .seconds(10)
  ) async throws(KafkaError) -> [TopicPartition: Int64] {
    guard !partitions.isEmpty else { return [:] }
    _ = try client()
    let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: group))
    do throws(KafkaError) {
      let offsets = try await consumer.committed(partitions, retryingFor: timeout)
      await consumer.close()
      return offsets
    } catch {
      await consumer.close()
      throw error
    }
  }

  /// A consumer group with its members and their partitions; without members if there is no group of this name.
  package func describeGroup(_ group: String, timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> ConsumerGroup
  {
    try self.group(group, timeout: timeout)
  }

  /// The first and last offset of each partition.
  package func watermarks(_ partitions: [TopicPartition], timeout: Duration = .seconds(10))
    async throws(KafkaError)
    -> [TopicPartition: Watermarks]
  {
    _ = try client()
    let deadline = ContinuousClock.now + timeout
    var watermarks: [TopicPartition: Watermarks] = [:]
    for partition in partitions {
      watermarks[partition] = try handle.watermarks(partition, timeout: deadline - ContinuousClock.now)
    }
    return watermarks
  }

  /// The lag of a group in each partition.
  package func lag(ofGroup group: String, _ partitions: [TopicPartition], timeout: Duration = .seconds(10))
    async throws(KafkaError) -> [TopicPartition: GroupLag]
  {
    let committed = try await committedOffsets(ofGroup: group, partitions, timeout: timeout)
    let watermarks = try await watermarks(partitions, timeout: timeout)
    return watermarks.reduce(into: [:]) { lag, entry in
      lag[entry.key] = GroupLag(committed: committed[entry.key], watermarks: entry.value)
    }
  }

  /// Destroys the client. All later calls throw `KafkaError.closed`.
  package func close() async {
    isClosed = true
    handle.destroy()
  }

  /// The open client.
  func client() throws(KafkaError) -> OpaquePointer {
    if isClosed { throw KafkaError.closed }
    return handle.pointer
  }
}
