@testable import PipelineRecords
@testable import Settings
import Telemetry
import PipelineTestSupport
import ELTSimulator
import Kafka
import SyntheticEvents
import Testing
import TestSupport
import TimeReport

/// Retention deletes requests before they are read: they are lost, and an alarm reports it.
@Suite struct RequestsDeletedTests {
  @Test("requests that retention deletes before they are read raise one alarm, without a further request")
  func deletedRequestsRaiseAnAlarm() async throws {
    try await StageBench.with(requestConfigs: ["retention.ms": "2000"]) { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 31)
      let partition = TopicPartition(topic: bench.topics.requests, partition: 0)
      func next() -> ProducerRecord {
        let record = generator.prepare().record(topic: partition.topic)
        return ProducerRecord(
          topic: partition.topic,
          partition: partition.partition,
          key: record.key,
          value: record.value,
          headers: record.headers
        )
      }
      try await bench.publish((0..<4).map { _ in next() })
      try await commit(1, in: partition, bench)
      try await KafkaAdmin.with(bench.kafka) {
        var patience = Patience()
        while try await $0.watermarks([partition])[partition]?.low != 4 {
          try patience.check("The broker does not delete the requests.")
        }
      }
      let log = bench.log
      try await bench.run([bench.intakeStage()]) { try await log.contains(.requestsDeleted) }
      let alarms = log.lines(of: .requestsDeleted)
      #expect(alarms.count == 1 && log.alarms == alarms)
      #expect(alarms.allSatisfy { $0.contains(#""count":3,"#) }, "\(alarms)")
    }
  }

  /// Commits an offset for the group of the stage, as if it had stopped there.
  private func commit(_ offset: Int64, in partition: TopicPartition, _ bench: StageBench) async throws {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: bench.kafka, groupId: "\(bench.configuration.kafka.groupId).intake")
    )
    try await consumer.subscribe([partition.topic])
    var patience = Patience()
    while try await consumer.assignment.isEmpty {
      try patience.check("The group assigns no partition.")
      _ = try await consumer.poll(timeout: .milliseconds(100))
    }
    let producer = try TransactionalProducer(bench.kafka, transactionalId: freshName("id"))
    try await producer.initTransactions()
    try await producer.commit(
      TransactionBatch(records: [], offsets: [partition: offset], group: consumer.groupMetadata())
    )
    await producer.close()
    await consumer.close()
  }
}
