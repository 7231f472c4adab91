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
