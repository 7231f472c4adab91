import Kafka
import Testing
import TestSupport

/// Records that are too large, and batches that cannot be read, are delivered without contents.
@Suite struct FlawedRecordTests {
  private func consumer(_ broker: TestBroker, _ topic: String, partitions: Int32 = 1) async throws
    -> KafkaConsumer
  {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(
        kafka: KafkaConfiguration(broker),
        groupId: freshName("group"),
        reportsEnd: true,
        flawLimit: .init(record: 10_000, batch: 32 * 1024 * 1024)
      )
    )
    let places = (0..<partitions).map { (TopicPartition(topic: topic, partition: $0), Int64(0)) }
    try await consumer.assign(Dictionary(uniqueKeysWithValues: places))
    return consumer
  }

  /// Sends these records as one batch.
  private func send(_ records: [ProducerRecord], _ broker: TestBroker, compression: String) async throws {
    let producer = try KafkaProducer(
      KafkaConfiguration(
        bootstrapServers: broker.bootstrapServers,
        properties: [
          "compression.type": compression, "batch.size": "400000000", "linger.ms": "1000",
          "queue.buffering.max.kbytes": "1000000",
        ],
        maximumMessageBytes: 400_000_000
      )
    )
    try await producer.send(records)
    await producer.close()
  }

  @Test(
    "a record above the limit keeps its place and loses its contents",
    arguments: ["value", "key", "headers"]
  )
  func tooLarge(part: String) async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let large = [UInt8](repeating: 65, count: 10_001)
      let oversized = ProducerRecord(
        topic: topic,
        partition: 0,
        key: part == "key" ? large : [1],
        value: part == "value" ? large : [2],
        headers: part == "headers" ? [RecordHeader(name: "a", value: large)] : []
      )
      try await send(
        records(topic, ["before"]) + [oversized] + records(topic, ["after"]),
        broker,
        compression: "none"
      )
      let consumer = try await consumer(broker, topic)
      let read = try await consumer.read(3)
      #expect(read.map(\.text) == ["before", nil, "after"])
      #expect(read[1].offset == 1 && read[1].key == nil && read[1].headers.isEmpty && read[1].nextOffset == 2)
      guard case .tooLarge(let size) = read[1].flaw else {
        Issue.record("\(String(describing: read[1].flaw))")
        return
      }
      #expect(size > 10_000)
      await consumer.close()
    }
  }

  @Test(
    "a batch that expands beyond the limit becomes one record that names its end, and reading continues behind it",
    arguments: [1, 3, 20]
  )
  func unreadableBatch(length: Int) async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic(partitions: 2)
      let piece = [UInt8](repeating: 65, count: 60_000_000 / length)
      let bomb = (0..<length).map { _ in ProducerRecord(topic: topic, partition: 0, value: piece) }
      try await send(records(topic, ["before"]), broker, compression: "none")
      try await send(bomb, broker, compression: "zstd")
      try await send(records(topic, ["after"]), broker, compression: "none")
      try await send([ProducerRecord(topic: topic, partition: 1, value: [66])], broker, compression: "none")
      let consumer = try await consumer(broker, topic, partitions: 2)
      let read = try await consumer.read(4)
      let partition = read.filter { $0.partition == 0 }
      let end = Int64(1 + length)
      #expect(partition.map(\.text) == ["before", nil, "after"])
      #expect(partition.map(\.offset) == [0, 1, end])
      #expect(partition.map(\.nextOffset) == [1, end, end + 1])
      #expect(partition[1].flaw == .unreadable(code: "_BAD_COMPRESSION", end: end))
      #expect(read.filter { $0.partition == 1 }.map(\.text) == ["B"])

      // The batch is found again after a rewind.
      let place = TopicPartition(topic: topic, partition: 0)
      try await consumer.seek(place, to: 0)
      #expect(try await consumer.read(3) == partition)
      await consumer.close()
    }
  }

  @Test("without the limit, polling throws") func withoutLimit() async throws {
    try await TestBroker.with { broker in
      let topic = try await broker.topic()
      let large = [UInt8](repeating: 65, count: 300_000_000)
      try await send([ProducerRecord(topic: topic, partition: 0, value: large)], broker, compression: "zstd")
      let consumer = try KafkaConsumer(
        ConsumerConfiguration(kafka: KafkaConfiguration(broker), groupId: freshName("group"))
      )
      try await consumer.assign([TopicPartition(topic: topic, partition: 0): 0])
      await #expect(throws: KafkaError.self) { _ = try await consumer.read(1) }
      await consumer.close()
    }
  }
}
