internal import CRdkafka

extension KafkaAdmin {
  /// Uses `rd_kafka_list_groups`: `rd_kafka_DescribeConsumerGroups` of librdkafka 2.0.2 can block the client's destruction
  /// forever, and crashes when the coordinator moves.
  func group(_ name: String, timeout: Duration) throws(KafkaError) -> ConsumerGroup {
    var list: UnsafePointer<rd_kafka_group_list>?
    let code = rd_kafka_list_groups(try client(), name, &list, timeout.timeout)
    defer { if let list { rd_kafka_group_list_destroy(list) } }
    // librdkafka asks every broker, and only the coordinator knows the group: others may be unreachable.
    if code != RD_KAFKA_RESP_ERR__PARTIAL, code != RD_KAFKA_RESP_ERR_NO_ERROR {
      throw handle.explained(KafkaError(code)).naming(.on(group: name, .describe))
    }
    guard let list = list?.pointee,
      let group = UnsafeBufferPointer(start: list.groups, count: Int(list.group_cnt)).first
    else {
      try check(code)
      return ConsumerGroup(state: .dead, members: [])
    }
    if group.err != RD_KAFKA_RESP_ERR_NO_ERROR {
      throw KafkaError(group.err).naming(.on(group: name, .describe))
    }
    handle.logSink.answered()
    return ConsumerGroup(
      state: .init(rd_kafka_consumer_group_state_code(group.state)),
      members: UnsafeBufferPointer(start: group.members, count: Int(group.member_cnt))
        .map(ConsumerGroup.Member.init)
    )
  }
}

extension ConsumerGroup.State {
  fileprivate init(_ state: rd_kafka_consumer_group_state_t) {
    switch state {
    case RD_KAFKA_CONSUMER_GROUP_STATE_STABLE: self = .stable
    case RD_KAFKA_CONSUMER_GROUP_STATE_EMPTY: self = .empty
    case RD_KAFKA_CONSUMER_GROUP_STATE_DEAD: self = .dead
    case RD_KAFKA_CONSUMER_GROUP_STATE_PREPARING_REBALANCE,
      RD_KAFKA_CONSUMER_GROUP_STATE_COMPLETING_REBALANCE:
      self = .rebalancing
    default: self = .unknown
    }
  }
}

extension ConsumerGroup.Member {
  fileprivate init(_ member: rd_kafka_group_member_info) {
    func text(_ characters: UnsafePointer<CChar>?) -> String { characters.map { String(cString: $0) } ?? "" }
    let host = text(member.client_host)
    self.init(
      clientId: text(member.client_id),
      // Brokers write the address as Java does, with a leading slash.
      host: host.hasPrefix("/") ? String(host.dropFirst()) : host,
      partitions: ConsumerGroup.partitions(
        assigned: Array(
          UnsafeRawBufferPointer(
            start: member.member_assignment,
            count: Int(member.member_assignment_size)
          )
        )
      )
    )
  }
}
