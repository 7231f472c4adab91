@testable import Kafka
import TestSupport
import Testing

@testable import Intake

/// Whether a request topic is another one than before.
@Suite struct LastReadTests {
  private let partition = TopicPartition(topic: "elt.requests", partition: 0)

  private func record(at offset: Int64, timestamp: Int64) -> ConsumedRecord {
    ConsumedRecord(
      topic: partition.topic,
      partition: partition.partition,
      offset: offset,
      key: nil,
      value: [],
      headers: [],
      timestamp: timestamp
    )
  }

  private func isOther(low: Int64, high: Int64, now: ConsumedRecord?) async throws -> Bool {
    let read = LastRead()
    read.read([record(at: 8, timestamp: 1), record(at: 9, timestamp: 2)])
    read.doubt()
    #expect(read.doubtful(of: [partition]) == [partition])
    return try await read.isOfAnotherTopic(partition, .init(low: low, high: high)) {
      #expect($0 == 9)
      return now
    }
  }

  @Test("the topic is the same if the last record is still there") func sameTopic() async throws {
    #expect(try await !isOther(low: 0, high: 10, now: record(at: 9, timestamp: 2)))
  }

  @Test("the topic is another one if the record is missing or differs") func anotherTopic() async throws {
    #expect(try await isOther(low: 0, high: 5, now: nil))
    #expect(try await isOther(low: 0, high: 0, now: nil))
    #expect(try await isOther(low: 0, high: 10, now: record(at: 9, timestamp: 3)))
    #expect(try await isOther(low: 0, high: 10, now: nil))
  }

  @Test("if retention has deleted the record, reading continues where it was") func deletedRecord()
    async throws
  {
    #expect(try await !isOther(low: 10, high: 20, now: nil))
  }

  @Test("a partition that this process has not read is not doubtful") func unknownPartition() async throws {
    let read = LastRead()
    read.doubt()
    #expect(read.doubtful(of: [partition]).isEmpty)
  }
}
