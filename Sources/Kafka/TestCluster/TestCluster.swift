internal import CRdkafka
internal import Synchronization

/// A cluster inside this process, for tests and the demo: librdkafka's mock cluster. Clients in this process
/// and in others connect to it as to any other, on the loopback interface.
///
/// It keeps records in memory and drops old ones. It knows transactions only as far as their calls: nothing
/// is hidden from readers of committed records, offsets committed in transactions are not kept, and nobody is
/// fenced. Topics must be made with `createTopic`, for it has no admin API.
///
/// `@unchecked Sendable`: librdkafka locks the mock cluster on each call, and the mutex here keeps calls from
/// one that is gone.
package final class TestCluster: @unchecked Sendable {
  /// For `KafkaConfiguration`.
  package let bootstrapServers: String
  private let handle: ClientHandle
  private let cluster: OpaquePointer
  private let isStopped = Mutex(false)

  /// - Parameter brokers: from 1; their ids count from 1.
  package init(brokers: Int = 1, log: @escaping KafkaLogHandler = { _ in }) throws(KafkaError) {
    // The mock cluster lives in a client, which connects to it instead of its bootstrap servers.
    let configuration = KafkaConfiguration(
      bootstrapServers: "127.0.0.1:1",
      clientId: "test-cluster",
      log: log
    )
    handle = try ClientHandle(
      RD_KAFKA_PRODUCER,
      NativeConfiguration(configuration, fixed: ["test.mock.num.brokers": String(brokers)], defaults: [:]),
      log: log
    )
    guard let pointer = rd_kafka_handle_mock_cluster(handle.pointer),
      let bootstraps = rd_kafka_mock_cluster_bootstraps(pointer)
    else {
      handle.destroy()
      throw KafkaError(code: "_FAIL", reason: "The mock cluster could not be started.")
    }
    bootstrapServers = String(cString: bootstraps)
    cluster = pointer
  }

  deinit { stop() }

  package func createTopic(_ name: String, partitions: Int = 1, replicationFactor: Int = 1) throws(KafkaError)
  {
    try call {
      rd_kafka_mock_topic_create($0, name, Int32(clamping: partitions), Int32(clamping: replicationFactor))
    }
  }

  /// The next requests of this kind are answered with these errors, one each.
  /// - Parameter errors: librdkafka's names. `_TRANSPORT` cuts the connection instead of answering.
  package func fail(_ request: KafkaRequest, with errors: [String]) throws(KafkaError) {
    let codes = try errors.map { (name) throws(KafkaError) in try KafkaError.number(of: name) }
    try call {
      rd_kafka_mock_push_request_errors_array($0, request.rawValue, codes.count, codes)
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Takes back what `fail` has in store.
  package func stopFailing(_ request: KafkaRequest) throws(KafkaError) {
    try call {
      rd_kafka_mock_clear_request_errors($0, request.rawValue)
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Cuts a broker's connections and lets nobody in. `nil` for all brokers.
  package func takeDown(broker: Int32? = nil) throws(KafkaError) {
    try call { rd_kafka_mock_broker_set_down($0, broker ?? -1) }
  }

  package func bringUp(broker: Int32? = nil) throws(KafkaError) {
    try call { rd_kafka_mock_broker_set_up($0, broker ?? -1) }
  }

  /// Answers so much later from now on. `nil` for all brokers.
  package func delay(broker: Int32? = nil, by duration: Duration) throws(KafkaError) {
    try call { rd_kafka_mock_broker_set_rtt($0, broker ?? -1, duration.timeout) }
  }

  /// Makes a broker the leader of a partition; `nil` leaves the partition without one.
  package func setLeader(of partition: TopicPartition, to broker: Int32?) throws(KafkaError) {
    try call { rd_kafka_mock_partition_set_leader($0, partition.topic, partition.partition, broker ?? -1) }
  }

  /// Ends the cluster. Blocks for a moment. Later calls throw `KafkaError.closed`.
  package func stop() {
    isStopped.withLock { isStopped in
      guard !isStopped else { return }
      isStopped = true
      handle.destroy()
    }
  }

  private func call(_ body: (OpaquePointer) -> rd_kafka_resp_err_t) throws(KafkaError) {
    let code = isStopped.withLock { $0 ? nil : body(cluster) }
    guard let code else { throw KafkaError.closed }
    try check(code)
  }
}
