internal import CRdkafka

/// The delivery results of the records of one `send`.
struct Deliveries {
  private var results: [Result<RecordPlace, KafkaError>?]
  private var pending: Int

  init(count: Int) {
    results = Array(repeating: nil, count: count)
    pending = count
  }

  var isPending: Bool { pending > 0 }

  /// Records a delivery report. Its tag is the record's index plus one.
  mutating func record(_ message: UnsafePointer<rd_kafka_message_t>) {
    let index = Int(bitPattern: message.pointee._private) - 1
    if message.pointee.err != RD_KAFKA_RESP_ERR_NO_ERROR {
      fail(index, KafkaError(message.pointee.err))
    } else if let topic = message.pointee.rkt {
      let partition = TopicPartition(
        topic: String(cString: rd_kafka_topic_name(topic)),
        partition: message.pointee.partition
      )
      settle(index, .success(RecordPlace(partition: partition, offset: message.pointee.offset)))
    }
  }

  mutating func fail(_ index: Int, _ error: KafkaError) {
    settle(index, .failure(error))
  }

  /// Returns where the records are, or throws the first error.
  func places() throws(KafkaError) -> [RecordPlace] {
    var places: [RecordPlace] = []
    for result in results {
      if let result { places.append(try result.get()) }
    }
    return places
  }

  private mutating func settle(_ index: Int, _ result: Result<RecordPlace, KafkaError>) {
    guard results.indices.contains(index), results[index] == nil else { return }
    results[index] = result
    pending -= 1
  }
}
