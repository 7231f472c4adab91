import EmbeddedBroker
import Kafka
import Testing
import TestSupport

@Suite("The producer outside transactions", .inSlot) struct ProducerTests {
  private let cluster: TestCluster

  init() throws {
    cluster = try TestCluster()
    try cluster.createTopic("topic", partitions: 2)
  }

  private func producer(_ properties: [String: String] = [:], timeout: Duration = .seconds(30)) throws
    -> KafkaProducer
  {
    var kafka = KafkaConfiguration(cluster)
    kafka.properties = properties
    return try KafkaProducer(kafka, deliveryTimeout: timeout)
  }

  private func place(_ partition: Int32, _ offset: Int64) -> RecordPlace {
    RecordPlace(partition: TopicPartition(topic: "topic", partition: partition), offset: offset)
  }

  @Test("send returns the place of each record")
  func places() async throws {
    let producer = try producer()
    let places = try await producer.send([
      ProducerRecord(topic: "topic", partition: 0, value: [1]),
      ProducerRecord(topic: "topic", partition: 1, value: [2]),
      ProducerRecord(topic: "topic", partition: 0, value: [3]),
    ])
    #expect(places == [place(0, 0), place(1, 0), place(0, 1)])
    #expect(try await producer.send(ProducerRecord(topic: "topic", partition: 1, value: [4])) == place(1, 1))
    #expect(try await producer.send([]).isEmpty)
  }

  @Test("records with the same key go to the same partition")
  func partitionOfKey() async throws {
    let producer = try producer()
    for key in ["key", "nyckel", "a"] {
      let places = try await producer.send(
        (0..<5).map { _ in ProducerRecord(topic: "topic", key: Array(key.utf8), value: [1]) }
      )
      #expect(Set(places.map(\.partition)).count == 1)
    }
  }

  @Test("a batch larger than the producer queue is delivered in order")
  func batchLargerThanQueue() async throws {
    let producer = try producer(["queue.buffering.max.messages": "10"])
    let places = try await producer.send(records("topic", 200.texts))
    #expect(places.map(\.offset) == (0..<200).map { Int64($0) })
  }

  @Test("transient faults are retried")
  func transientFault() async throws {
    let producer = try producer()
    try cluster.fail(.produce, with: ["NOT_LEADER_FOR_PARTITION", "_TRANSPORT", "NOT_ENOUGH_REPLICAS"])
    #expect(try await producer.send(records("topic", ["a"])) == [place(0, 0)])
  }

  @Test("a record that is too large is an error, and the next one is delivered")
  func recordTooLarge() async throws {
    let producer = try producer()
    let large = [UInt8](repeating: 0, count: KafkaConfiguration.defaultMaximumMessageBytes + 1)
    let error = await #expect(throws: KafkaError.self) {
      try await producer.send(ProducerRecord(topic: "topic", value: large))
    }
    #expect(error?.code == "MSG_SIZE_TOO_LARGE")
    try await producer.send(records("topic", ["a"]))
  }

  @Test("a record that is not delivered in time is a retriable error that names the cause")
  func deliveryTimeout() async throws {
    let producer = try producer(timeout: .milliseconds(500))
    try cluster.takeDown()
    let error = await #expect(throws: KafkaError.self) { try await producer.send(records("topic", ["a"])) }
    #expect(error?.code == "_MSG_TIMED_OUT")
    #expect(error?.reason.contains("Connection refused") == true, "\(error?.reason ?? "")")
    #expect(error?.isRetriable == true)
  }

  @Test("concurrent sends are all delivered")
  func concurrentSends() async throws {
    let producer = try producer()
    let offsets = try await withThrowingTaskGroup(of: Int64.self) { group in
      for number in 0..<50 {
        group.addTask { try await producer.send(records("topic", ["\(number)"])).first?.offset ?? -1 }
      }
      return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
    }
    #expect(offsets == Set(0..<50))
  }
}
