import EmbeddedBroker
import Kafka
import Testing
import TestSupport

extension KafkaConfiguration {
  init(_ cluster: TestCluster) { self.init(bootstrapServers: cluster.bootstrapServers, clientId: "tests") }
  init(_ broker: TestBroker) { self.init(bootstrapServers: broker.bootstrapServers, clientId: "tests") }
}

extension TestBroker {
  /// Creates a topic that keeps its records regardless of their timestamps.
  nonisolated func topic(partitions: Int = 1, configs: [String: String] = [:]) async throws -> String {
    let name = freshName("topic")
    let admin = try KafkaAdmin(KafkaConfiguration(self))
    let created = try await admin.createTopics([
      TopicSpecification(
        name: name,
        partitions: partitions,
        replicationFactor: 1,
        configs: ["retention.ms": "-1", "max.message.bytes": "20000000"].merging(configs) { _, new in new }
      )
    ])
    await admin.close()
    guard created[name] == .created else { throw TestFailure("the topic was not created: \(created)") }
    return name
  }

  /// The committed records of partition 0.
  nonisolated func committedRecords(of topic: String) async throws -> [ConsumedRecord] {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: KafkaConfiguration(self), groupId: freshName("reader"), reportsEnd: true)
    )
    let partition = TopicPartition(topic: topic, partition: 0)
    try await consumer.assign([partition: 0])
    let records = try await consumer.readToEnd(of: [partition])
    await consumer.close()
    return records
  }
}

/// Records for partition 0 with these texts as values.
func records(_ topic: String, _ texts: [String]) -> [ProducerRecord] {
  texts.map { ProducerRecord(topic: topic, partition: 0, key: Array("key".utf8), value: Array($0.utf8)) }
}

extension ConsumedRecord {
  var text: String? { value.map { String(decoding: $0, as: UTF8.self) } }
}

extension Int {
  /// This many numbers as texts, starting at "0".
  var texts: [String] { (0..<self).map(String.init) }
}

/// Runs each test of a suite in one of the slots for brokers. For suites whose brokers are in this process: `TestBroker.with`
/// takes a slot itself, and a test must not take two.
struct InSlot: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    try await Slots.brokers.withSlot { try await function() }
  }
}

extension Trait where Self == InSlot {
  static var inSlot: InSlot { InSlot() }
}
