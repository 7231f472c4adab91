import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

@Suite("Reading with a consumer", .inSlot) struct ReadingTests {
  private let cluster: TestCluster
  private let kafka: KafkaConfiguration
  private let partition = TopicPartition(topic: "topic", partition: 0)

  init() throws {
    cluster = try TestCluster()
    kafka = KafkaConfiguration(cluster)
    try cluster.createTopic("topic", partitions: 2)
  }

  private func consumer(from offset: Int64 = 0) async throws -> KafkaConsumer {
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: kafka, groupId: freshName("group"), reportsEnd: true)
    )
    try await consumer.assign([partition: offset])
    return consumer
  }

  private func produce(_ records: [ProducerRecord]) async throws {
    let producer = try KafkaProducer(kafka)
    try await producer.send(records)
    await producer.close()
  }

  @Test("a record keeps its key, value, headers, offset and timestamp")
  func wholeRecord() async throws {
    let headers = [
      RecordHeader(name: "ce_id", value: Array("å".utf8)), RecordHeader(name: "ce_id", value: []),
      RecordHeader(name: "binary", value: [0, 255]), RecordHeader(name: "null", value: nil),
    ]
    let sent = [
      ProducerRecord(topic: "topic", partition: 0, key: [0, 1], value: [2, 0], headers: headers),
      ProducerRecord(topic: "topic", partition: 0, key: nil, value: []),
      ProducerRecord(topic: "topic", partition: 0, key: [], value: nil),
    ]
    try await produce(sent)
    let read = try await consumer().read(3)
    #expect(read.map(\.key) == sent.map(\.key))
    #expect(read.map(\.value) == sent.map(\.value))
    #expect(read.map(\.headers) == sent.map(\.headers))
    #expect(read.map(\.offset) == [0, 1, 2])
    #expect(read.allSatisfy { $0.topicPartition == partition && $0.timestamp > 1_700_000_000_000 })
  }

  @Test("headers larger than a record may have are not copied, and the record is")
  func largeHeaders() async throws {
    func record(_ headers: [RecordHeader]) -> ProducerRecord {
      ProducerRecord(topic: "topic", partition: 0, value: [1], headers: headers)
    }
    let large = [UInt8](repeating: 0x61, count: ConsumedRecord.maximumHeaderBytes)
    let small = [RecordHeader(name: "x", value: [2])]
    try await produce([
      record([RecordHeader(name: "x", value: large)]),
      record([RecordHeader](repeating: RecordHeader(name: "x", value: []), count: 50_000)), record(small),
    ])
    let read = try await consumer().read(3)
    #expect(read.map(\.omitsHeaders) == [true, true, false])
    #expect(read.map(\.headers) == [[], [], small])
    #expect(read.map(\.value) == [[1], [1], [1]])
  }

  @Test("a poll returns at most the requested number of records")
  func recordLimit() async throws {
    try await produce(records("topic", 10.texts))
    let consumer = try await consumer()
    var read: [ConsumedRecord] = []
    while read.count < 10 {
      let batch = try await consumer.poll(maximumRecords: 3, timeout: .seconds(1))
      #expect(batch.count <= 3)
      read += batch
    }
    #expect(read.map(\.text) == 10.texts)
  }

  @Test("a poll returns at most the requested bytes, but always one record")
  func byteLimit() async throws {
    let large = [UInt8](repeating: 7, count: 1000)
    try await produce((0..<4).map { _ in ProducerRecord(topic: "topic", partition: 0, value: large) })
    let consumer = try await consumer()
    var counts: [Int] = []
    while counts.reduce(0, +) < 4 {
      let batch = try await consumer.poll(maximumBytes: 10, timeout: .seconds(1))
      if !batch.isEmpty { counts.append(batch.count) }
    }
    #expect(counts == [1, 1, 1, 1])
  }

  @Test("reading starts at the assigned offset")
  func startOffset() async throws {
    try await produce(records("topic", 5.texts))
    #expect(try await consumer(from: 3).read(2).map(\.text) == ["3", "4"])
  }

  @Test("seek moves the position back and forth")
  func seek() async throws {
    try await produce(records("topic", 5.texts))
    let consumer = try await consumer()
    _ = try await consumer.read(5)
    try await consumer.seek(partition, to: 1)
    #expect(try await consumer.read(1).map(\.text) == ["1"])
    try await consumer.seek(partition, to: 4)
    #expect(try await consumer.read(1).map(\.text) == ["4"])
  }

  @Test("position, watermarks and assignment are known")
  func position() async throws {
    try await produce(records("topic", 5.texts))
    let consumer = try await consumer()
    #expect(try await consumer.position([partition]).isEmpty)
    _ = try await consumer.read(2)
    #expect(try await consumer.position([partition]) == [partition: 2])
    #expect(try await consumer.watermarks(partition) == Watermarks(low: 0, high: 5))
    #expect(try await consumer.assignment == [partition])
  }

  @Test("a paused partition is read only after it is resumed")
  func pause() async throws {
    let other = TopicPartition(topic: "topic", partition: 1)
    let consumer = try await consumer()
    try await consumer.assign([partition: 0, other: 0])
    try await consumer.pause([partition])
    try await produce(records("topic", 3.texts))
    try await produce([ProducerRecord(topic: "topic", partition: 1, value: [1])])
    #expect(try await consumer.read(1).map(\.partition) == [1])
    #expect(try await consumer.poll(timeout: .milliseconds(50)).isEmpty)
    try await consumer.resume([partition])
    #expect(try await consumer.read(3).map(\.text) == 3.texts)
  }

  @Test("a pause between two records neither loses nor repeats records")
  func pauseBetweenRecords() async throws {
    try await produce(records("topic", 6.texts))
    let consumer = try await consumer()
    var read = try await consumer.read(2)
    try await consumer.pause([partition])
    try await consumer.resume([partition])
    read += try await consumer.read(4)
    #expect(read.map(\.text) == 6.texts)
  }

  @Test("the end of a partition is reported again after later records")
  func endOfPartition() async throws {
    let consumer = try await consumer()
    #expect(try await consumer.readToEnd(of: [partition]).isEmpty)
    try await produce(records("topic", ["late"]))
    #expect(try await consumer.read(1).map(\.text) == ["late"])
    #expect(try await consumer.readToEnd(of: [partition]).isEmpty)
  }

  @Test("a record of 10 MB is read")
  func largeRecord() async throws {
    let large = [UInt8](repeating: 65, count: 10_000_000)
    try await produce([ProducerRecord(topic: "topic", partition: 0, value: large)])
    #expect(try await consumer().read(1).first?.value == large)
  }
}
