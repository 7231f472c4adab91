import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

/// Leaders and coordinators move between three brokers, or two of them fail. The mock cluster has no replication: a broker
/// that is down keeps its partitions, and the test moves them.
@Suite("A cluster of three brokers", .inSlot) struct ThreeBrokersTests {
  private let cluster: TestCluster
  private let partitions = (0..<2).map { TopicPartition(topic: "topic", partition: $0) }

  init() throws {
    cluster = try TestCluster(brokers: 3)
    try cluster.createTopic("topic", partitions: 2, replicationFactor: 3)
    for partition in partitions { try cluster.setLeader(of: partition, to: 1) }
    try cluster.setCoordinator(of: .group("group"), to: 2)
    try cluster.setCoordinator(of: .transactionalId("id"), to: 2)
  }

  private func member(
    _ listener: any RebalanceListener = NoRebalanceListener(),
    reportsHealth: Bool = false
  ) async throws -> KafkaConsumer {
    var kafka = KafkaConfiguration(cluster)
    kafka.properties = ["heartbeat.interval.ms": "100"]
    if reportsHealth { kafka.properties["statistics.interval.ms"] = "100" }
    // The mock cluster completes a rebalance one second before the session ends.
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: kafka,
        groupId: "group",
        sessionTimeout: .seconds(6),
        reportsHealth: reportsHealth
      ),
      listener: listener
    )
    try await consumer.subscribe(["topic"])
    return consumer
  }

  private func producer() async throws -> TransactionalProducer {
    let producer = try TransactionalProducer(KafkaConfiguration(cluster), transactionalId: "id")
    try await producer.initTransactions()
    return producer
  }

  private func batch(_ text: String) throws -> TransactionBatch {
    TransactionBatch(
      records: records("topic", [text]),
      offsets: [partitions[1]: 1],
      group: try ConsumerGroupMetadata(groupId: "group")
    )
  }

  /// Reads partition 0 outside the group.
  private func read(_ count: Int) async throws -> [String?] {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(cluster), groupId: "reader")
    )
    try await consumer.assign([partitions[0]: 0])
    let texts = try await consumer.read(count).map(\.text)
    await consumer.close()
    return texts
  }

  @Test("the members of a group rebalance through its new coordinator after the old one failed")
  func groupCoordinatorMoves() async throws {
    let (first, second) = (RebalanceRecorder(), RebalanceRecorder())
    let (one, two) = (try await member(first), try await member(second))
    func poll(until isDone: () -> Bool) async throws {
      var patience = Patience()
      while !isDone() {
        try patience.check("The group does not settle: \(first.events.elements) \(second.events.elements)")
        for consumer in [one, two] { _ = try await consumer.poll(timeout: .milliseconds(20)) }
      }
    }
    @Sendable func share(_ listener: RebalanceRecorder) -> [Int32] {
      guard case .assigned(let numbers) = listener.events.elements.last else { return [] }
      return numbers
    }
    try await poll { share(first).count == 1 && share(second).count == 1 }
    try cluster.setCoordinator(of: .group("group"), to: 3)
    try cluster.takeDown(broker: 2)
    let leaving = Task { await two.close() }
    try await one.poll { share(first) == [0, 1] }
    await leaving.value
    let producer = try KafkaProducer(KafkaConfiguration(cluster))
    try await producer.send(records("topic", ["after"]))
    #expect(try await one.read(1).map(\.text) == ["after"])
    await one.close()
    cluster.stop()
  }

  @Test("a transaction commits although its coordinator moves during the commit")
  func transactionCoordinatorMoves() async throws {
    let producer = try await producer()
    for (turn, broker) in [Int32(3), 1, 2].enumerated() {
      let cluster = cluster
      try await producer.commit(try batch("\(turn)")) {
        try? cluster.setCoordinator(of: .transactionalId("id"), to: broker)
      }
    }
    #expect(try await read(3) == 3.texts)
    await producer.close()
    cluster.stop()
  }

  @Test("a transaction commits although its coordinator fails during the commit and another takes over")
  func transactionCoordinatorFails() async throws {
    let (producer, cluster) = (try await producer(), cluster)
    try await producer.commit(try batch("0")) {
      try? cluster.setCoordinator(of: .transactionalId("id"), to: 3)
      try? cluster.setCoordinator(of: .group("group"), to: 3)
      try? cluster.takeDown(broker: 2)
    }
    try await producer.commit(try batch("1"))
    #expect(try await read(2) == 2.texts)
    await producer.close()
    cluster.stop()
  }

  @Test("transactions and reading follow the leader of a partition, once for each record")
  func leaderMoves() async throws {
    let producer = try await producer()
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(cluster), groupId: "reader")
    )
    try await consumer.assign([partitions[0]: 0])
    var texts: [String?] = []
    for (turn, broker) in [Int32(2), 3, 1].enumerated() {
      try await producer.commit(try batch("\(2 * turn)"))
      try cluster.setLeader(of: partitions[0], to: broker)
      try await producer.commit(try batch("\(2 * turn + 1)"))
      texts += try await consumer.read(2).map(\.text)
    }
    #expect(texts == 6.texts)
    await producer.close()
    await consumer.close()
    cluster.stop()
  }

  @Test(
    "with two of three brokers down a member reports it, and afterwards reads and commits with the same clients"
  )
  func majorityIsLost() async throws {
    let consumer = try await member(reportsHealth: true)
    let producer = try await producer()
    try await producer.commit(try batch("0"))
    #expect(try await consumer.read(1).map(\.text) == ["0"])
    func wait(_ what: String, _ isReached: (ConsumerHealth) -> Bool) async throws {
      var patience = Patience()
      while await consumer.health.map(isReached) != true {
        try patience.check(what)
        _ = try await consumer.poll(timeout: .milliseconds(50))
      }
    }
    try await wait("The member does not settle.") { $0.joining == nil && $0.silentLeaders.isEmpty }
    try cluster.takeDown(broker: 1)
    try cluster.takeDown(broker: 2)
    let batch = try batch("1")
    let committing = Task { try await producer.commit(batch) }
    try await wait("The outage is not reported.") { $0.joining != nil && !$0.silentLeaders.isEmpty }
    let left = try await KafkaAdmin.with(KafkaConfiguration(cluster)) { try await $0.brokers() }
    #expect(left.count == 3, "the remaining broker answers")
    try cluster.bringUp(broker: 1)
    try cluster.bringUp(broker: 2)
    try await committing.value
    // If its session ended meanwhile, it reads from the beginning: the mock cluster loses the offsets of transactions.
    while try await consumer.read(1).map(\.text) != ["1"] {}
    try await wait("The member does not settle again.") { $0.joining == nil && $0.silentLeaders.isEmpty }
    await producer.close()
    await consumer.close()
    cluster.stop()
  }
}
