internal import CRdkafkaMock
package import Kafka
internal import Synchronization

/// A Kafka cluster inside this process, for tests and the demo: librdkafka's mock cluster. Clients in this and in
/// other processes connect to it over the loopback interface.
///
/// The cluster keeps records in memory and drops old ones. It accepts the calls of transactions without their
/// semantics: aborted records are visible to readers of committed records, offsets committed in a transaction are
/// lost, and no producer is fenced. It has no admin API, so topics are created with `createTopic`.
///
/// `@unchecked Sendable`: librdkafka locks the mock cluster on each call, and the mutex prevents calls to a cluster
/// that has been destroyed.
package final class TestCluster: @unchecked Sendable {
  /// For `KafkaConfiguration`.
  package let bootstrapServers: String
  private let client: OpaquePointer
  private let cluster: OpaquePointer
  private let isStopped = Mutex(false)

  /// - Parameter brokers: at least 1; broker ids count from 1.
  package init(brokers: Int = 1) throws(KafkaError) {
    client = try Self.client(brokers: brokers)
    guard let pointer = rd_kafka_handle_mock_cluster(client),
      let bootstraps = rd_kafka_mock_cluster_bootstraps(pointer)
    else {
      rd_kafka_destroy(client)
      throw KafkaError(code: "_FAIL", reason: "The mock cluster could not be started.")
    }
    bootstrapServers = String(cString: bootstraps)
    cluster = pointer
  }

  /// The mock cluster lives in a client that is used for nothing else.
  private static func client(brokers: Int) throws(KafkaError) -> OpaquePointer {
    let configuration = rd_kafka_conf_new()
    var text = [CChar](repeating: 0, count: 512)
    rd_kafka_conf_set_log_cb(configuration) { _, _, _, _ in }
    guard
      rd_kafka_conf_set(configuration, "test.mock.num.brokers", String(brokers), &text, text.count)
        == RD_KAFKA_CONF_OK,
      let client = rd_kafka_new(RD_KAFKA_PRODUCER, configuration, &text, text.count)
    else {
      rd_kafka_conf_destroy(configuration)
      let reason = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      throw KafkaError(code: "_INVALID_ARG", reason: reason)
    }
    return client
  }

  deinit { stop() }

  package func createTopic(_ name: String, partitions: Int = 1, replicationFactor: Int = 1) throws(KafkaError)
  {
    try call {
      rd_kafka_mock_topic_create($0, name, Int32(clamping: partitions), Int32(clamping: replicationFactor))
    }
  }

  /// Answers the next requests of this kind with these errors, one error per request.
  ///
  /// - Parameter errors: librdkafka's names. `_TRANSPORT` cuts the connection instead of answering.
  package func fail(_ request: KafkaRequest, with errors: [String]) throws(KafkaError) {
    let codes = try errors.map { (name) throws(KafkaError) in try Self.code(of: name) }
    try call {
      rd_kafka_mock_push_request_errors_array($0, request.rawValue, codes.count, codes)
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Removes the errors that `fail` has queued and that have not been used.
  package func stopFailing(_ request: KafkaRequest) throws(KafkaError) {
    try call {
      rd_kafka_mock_clear_request_errors($0, request.rawValue)
      return RD_KAFKA_RESP_ERR_NO_ERROR
    }
  }

  /// Closes a broker's connections and refuses new ones. `nil` for all brokers.
  package func takeDown(broker: Int32? = nil) throws(KafkaError) {
    try call { rd_kafka_mock_broker_set_down($0, broker ?? -1) }
  }

  package func bringUp(broker: Int32? = nil) throws(KafkaError) {
    try call { rd_kafka_mock_broker_set_up($0, broker ?? -1) }
  }

  /// Delays every later answer. `nil` for all brokers.
  package func delay(broker: Int32? = nil, by duration: Duration) throws(KafkaError) {
    let (seconds, attoseconds) = duration.components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    try call { rd_kafka_mock_broker_set_rtt($0, broker ?? -1, Int32(clamping: milliseconds)) }
  }

  /// Makes a broker the leader of a partition; `nil` leaves the partition without a leader.
  package func setLeader(of partition: TopicPartition, to broker: Int32?) throws(KafkaError) {
    try call { rd_kafka_mock_partition_set_leader($0, partition.topic, partition.partition, broker ?? -1) }
  }

  /// Makes a broker the coordinator of a group or of a transactional id. The state of groups and transactions belongs to the
  /// cluster, so the new coordinator has it at once.
  package func setCoordinator(of subject: Coordinated, to broker: Int32) throws(KafkaError) {
    try call {
      switch subject {
      case .group(let id): rd_kafka_mock_coordinator_set($0, "group", id, broker)
      case .transactionalId(let id): rd_kafka_mock_coordinator_set($0, "transaction", id, broker)
      }
    }
  }

  /// What has a coordinator.
  package enum Coordinated: Sendable {
    case group(String)
    case transactionalId(String)
  }

  /// Destroys the cluster. Blocks for a moment. Later calls throw `KafkaError.closed`.
  package func stop() {
    isStopped.withLock { isStopped in
      guard !isStopped else { return }
      isStopped = true
      rd_kafka_destroy(client)
    }
  }

  private func call(_ body: (OpaquePointer) -> rd_kafka_resp_err_t) throws(KafkaError) {
    let code = isStopped.withLock { $0 ? nil : body(cluster) }
    guard let code else { throw KafkaError.closed }
    guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
      throw KafkaError(
        code: rd_kafka_err2name(code).map { String(cString: $0) } ?? "_UNKNOWN",
        reason: String(cString: rd_kafka_err2str(code))
      )
    }
  }

  private static func code(of name: String) throws(KafkaError) -> rd_kafka_resp_err_t {
    var descriptions: UnsafePointer<rd_kafka_err_desc>?
    var count = 0
    rd_kafka_get_err_descs(&descriptions, &count)
    let known = UnsafeBufferPointer(start: descriptions, count: count)
    guard let code = known.first(where: { $0.name.map { String(cString: $0) } == name })?.code else {
      throw KafkaError(code: "_INVALID_ARG", reason: "librdkafka has no error named \(name).")
    }
    return code
  }
}

/// A kind of request of the Kafka protocol, by its number there
/// (https://kafka.apache.org/protocol#protocol_api_keys).
package enum KafkaRequest: Int16, Sendable, CaseIterable {
  case produce = 0
  case fetch = 1
  case listOffsets = 2
  case metadata = 3
  case offsetCommit = 8
  case offsetFetch = 9
  case findCoordinator = 10
  case joinGroup = 11
  case heartbeat = 12
  case leaveGroup = 13
  case syncGroup = 14
  case initProducerId = 22
  case addPartitionsToTxn = 24
  case addOffsetsToTxn = 25
  case endTxn = 26
  case txnOffsetCommit = 28
}
