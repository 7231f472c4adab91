internal import CRdkafka

/// Asks a cluster about itself and makes topics. Every call blocks this client's own thread until it is
/// answered or its time-out is over; calls are served one after the other.
package actor KafkaAdmin {
  let handle: ClientHandle
  private let thread: ClientThread
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  package init(_ kafka: KafkaConfiguration) throws(KafkaError) {
    handle = try ClientHandle(
      RD_KAFKA_PRODUCER,
      NativeConfiguration(kafka, fixed: [:], defaults: [:]),
      log: kafka.log
    )
    thread = try ClientThread(name: "kafka-admin", of: handle)
  }

  /// Runs the body with an admin client of its own, and closes the client however the body ends.
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

  /// The brokers of the cluster. Answered by any of them, so it tells whether the cluster can be reached.
  package func brokers(timeout: Duration = .seconds(10)) async throws(KafkaError) -> [Broker] {
    try metadata(timeout: timeout).brokers
  }

  /// The topics of these names that exist. Topics are not made by asking.
  package func describe(_ topics: [String], timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> [TopicDescription]
  {
    // All topics are asked for, and the wanted ones picked: a question for one can create it on some brokers.
    let found = try metadata(timeout: timeout).topics.filter { topics.contains($0.name) }
    guard !found.isEmpty else { return [] }
    let configs = try topicConfigs(found.map(\.name), timeout: timeout)
    return found.map { topic in
      TopicDescription(
        name: topic.name,
        partitions: topic.partitions,
        replicationFactor: topic.replicationFactor,
        configs: configs[topic.name] ?? [:]
      )
    }
  }

  /// How many partitions a topic has; nil where there is no such topic.
  package func partitionCount(of topic: String, timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> Int?
  {
    try metadata(timeout: timeout).topics.first { $0.name == topic }?.partitions
  }

  /// Makes topics. Each succeeds or fails by itself.
  package func createTopics(_ topics: [TopicSpecification], timeout: Duration = .seconds(30))
    async throws(KafkaError) -> [String: TopicCreation]
  {
    guard !topics.isEmpty else { return [:] }
    return try create(topics, timeout: timeout)
  }

  /// The offsets that a group has committed; none for partitions without one.
  package func committedOffsets(
    ofGroup group: String,
    _ partitions: [TopicPartition],
    timeout: Duration = .seconds(10)
  ) async throws(KafkaError) -> [TopicPartition: Int64] {
    guard !partitions.isEmpty else { return [:] }
    return try groupOffsets(group, partitions, timeout: timeout)
  }

  /// A consumer group with its members and what each of them has; empty where there is none of that name.
  package func describeGroup(_ group: String, timeout: Duration = .seconds(10)) async throws(KafkaError)
    -> ConsumerGroup
  {
    try self.group(group, timeout: timeout)
  }

  /// The range of offsets of each partition.
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

  /// How far a group is behind in each partition.
  package func lag(ofGroup group: String, _ partitions: [TopicPartition], timeout: Duration = .seconds(10))
    async throws(KafkaError) -> [TopicPartition: GroupLag]
  {
    let committed = try await committedOffsets(ofGroup: group, partitions, timeout: timeout)
    let watermarks = try await watermarks(partitions, timeout: timeout)
    return watermarks.reduce(into: [:]) { lag, entry in
      lag[entry.key] = GroupLag(committed: committed[entry.key], watermarks: entry.value)
    }
  }

  /// Ends the client. After that every call throws `KafkaError.closed`.
  package func close() async {
    isClosed = true
    handle.destroy()
  }

  /// The client, unless it is closed.
  func client() throws(KafkaError) -> OpaquePointer {
    if isClosed { throw KafkaError.closed }
    return handle.pointer
  }
}
