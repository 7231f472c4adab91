internal import Kafka
internal import PipelineTestSupport
internal import SyntheticEvents
internal import TestSupport

/// Measures how many reports one outbox partition settles per second if the ceiling does not limit it: 1,000 calls per second
/// are allowed and 64 in flight. For comparison, commits the same records without the adapter.
struct ThroughputBench {
  private static let reports = 3000

  func run() async throws -> [Measurement] {
    try await BenchWorld.with(requestsPerSecond: 1000, maxInFlight: 64) { world in
      try await fillOutbox(world)
      let adapter = try world.adapter(roles: "submit")
      let outcomes = try await records(world, "elt.outcomes", Self.reports)
      _ = try await adapter.terminate()
      let ledger = try await records(world, "elt.ledger", 2 * Self.reports)
      let times = outcomes.map(\.timestamp).sorted()
      let seconds = Double((times.last ?? 0) - (times.first ?? 0)) / 1000
      let settled = Double(Self.reports - 1) / max(seconds, .leastNonzeroMagnitude)
      return [
        Measurement(
          name: "reports settled per second, ceiling lifted",
          value: settled,
          unit: "/s",
          goal: 300,
          goalIsFloor: true
        ),
        try await commits(world, ledger, outcomes, reportsPerCommit: 1),
        try await commits(world, ledger, outcomes, reportsPerCommit: 32),
      ]
    }
  }

  /// Runs intake alone, so that it does not compete with submission while that is measured.
  private func fillOutbox(_ world: BenchWorld) async throws {
    var generator = world.generator
    let producer = try KafkaProducer(world.kafka)
    _ = try await producer.send(
      try (0..<Self.reports).map { _ in try generator.submit().record(topic: "elt.requests") }
    )
    await producer.close()
    let adapter = try world.adapter(roles: "intake")
    _ = try await records(world, "elt.outbox", Self.reports)
    _ = try await adapter.terminate()
  }

  /// Waits for the first records of a topic.
  private func records(_ world: BenchWorld, _ topic: String, _ count: Int) async throws -> [ConsumedRecord] {
    let partitions = try await KafkaAdmin.with(world.kafka) { try await $0.partitionCount(of: topic) } ?? 0
    let reader = try KafkaConsumer(ConsumerConfiguration(kafka: world.kafka, groupId: "bench"))
    try await reader.assign(
      Dictionary(
        uniqueKeysWithValues: (0..<Int32(partitions)).map { (TopicPartition(topic: topic, partition: $0), 0) }
      )
    )
    let records = try await reader.read(count)
    await reader.close()
    return records
  }

  /// Commits the records of reports again: of each two ledger entries, an outcome and an offset.
  private func commits(
    _ world: BenchWorld,
    _ ledger: [ConsumedRecord],
    _ outcomes: [ConsumedRecord],
    reportsPerCommit: Int
  ) async throws -> Measurement {
    let producer = try TransactionalProducer(world.kafka, transactionalId: "bench.\(reportsPerCommit)")
    try await producer.initTransactions()
    let group = try KafkaConsumer(ConsumerConfiguration(kafka: world.kafka, groupId: "bench"))
    let outbox = TopicPartition(topic: "elt.outbox", partition: 0)
    let start = ContinuousClock.now
    var reports = 0
    for _ in 0..<50 {
      let range = reports..<(reports + reportsPerCommit)
      let records = range.flatMap { [ledger[2 * $0], ledger[2 * $0 + 1], outcomes[$0]] }
      reports += reportsPerCommit
      try await producer.commit(
        TransactionBatch(
          records: records.map {
            ProducerRecord(topic: $0.topic, key: $0.key, value: $0.value, headers: $0.headers)
          },
          offsets: [outbox: Int64(reports)],
          group: try await group.groupMetadata()
        )
      )
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    await producer.close()
    await group.close()
    return Measurement(
      name: "  the same records in bare commits, \(reportsPerCommit) reports each",
      value: Double(reports) / seconds,
      unit: "/s"
    )
  }
}
