internal import CRdkafka

/// A broker, as the cluster's metadata lists it.
package struct Broker: Sendable, Hashable {
  package let id: Int32
  package let host: String
  package let port: Int
}

/// The brokers and topics of a cluster, as one broker lists them.
struct ClusterMetadata {
  struct Topic {
    let name: String
    let partitions: Int
    let replicationFactor: Int
    /// Whether each partition has a leader, so that it can be read and written.
    let hasLeaders: Bool
  }

  let brokers: [Broker]
  let topics: [Topic]

  init(_ metadata: rd_kafka_metadata) {
    brokers = UnsafeBufferPointer(start: metadata.brokers, count: Int(metadata.broker_cnt)).map {
      Broker(id: $0.id, host: String(cString: $0.host), port: Int($0.port))
    }
    topics = UnsafeBufferPointer(start: metadata.topics, count: Int(metadata.topic_cnt)).compactMap { topic in
      guard topic.err == RD_KAFKA_RESP_ERR_NO_ERROR, topic.partition_cnt > 0 else { return nil }
      let partitions = UnsafeBufferPointer(start: topic.partitions, count: Int(topic.partition_cnt))
      return Topic(
        name: String(cString: topic.topic),
        partitions: partitions.count,
        replicationFactor: partitions.map { Int($0.replica_cnt) }.min() ?? 0,
        hasLeaders: partitions.allSatisfy { $0.leader >= 0 }
      )
    }
  }
}

extension KafkaAdmin {
  func metadata(timeout: Duration) throws(KafkaError) -> ClusterMetadata {
    let client = try client()
    var pointer: UnsafePointer<rd_kafka_metadata>?
    let code = rd_kafka_metadata(client, 1, nil, &pointer, timeout.timeout)
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let pointer else { throw handle.explained(KafkaError(code)) }
    defer { rd_kafka_metadata_destroy(pointer) }
    handle.logSink.answered()
    return ClusterMetadata(pointer.pointee)
  }
}

extension TopicDescription {
  init(_ topic: ClusterMetadata.Topic, configs: [String: String], problem: KafkaError? = nil) {
    self.init(
      name: topic.name,
      partitions: topic.partitions,
      replicationFactor: topic.replicationFactor,
      configs: configs,
      configsProblem: problem
    )
  }
}
