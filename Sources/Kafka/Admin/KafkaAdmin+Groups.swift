internal import CRdkafka

extension KafkaAdmin {
  func groupOffsets(_ group: String, _ partitions: [TopicPartition], timeout: Duration) throws(KafkaError)
    -> [TopicPartition: Int64]
  {
    let list = PartitionList(partitions)
    var requests = [rd_kafka_ListConsumerGroupOffsets_new(group, list.pointer)]
    defer { rd_kafka_ListConsumerGroupOffsets_destroy_array(&requests, requests.count) }
    return try request(
      RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS,
      timeout: timeout,
      send: { client, options, queue in
        rd_kafka_ListConsumerGroupOffsets(client, &requests, requests.count, options, queue)
      },
      read: { (event) throws(KafkaError) in
        var count = 0
        let results = rd_kafka_ListConsumerGroupOffsets_result_groups(
          rd_kafka_event_ListConsumerGroupOffsets_result(event),
          &count
        )
        guard let result = UnsafeBufferPointer(start: results, count: count).first else { return [:] }
        if let error = rd_kafka_group_result_error(result) { throw KafkaError(borrowing: error) }
        guard let offsets = rd_kafka_group_result_partitions(result) else { return [:] }
        return PartitionList.offsets(of: offsets)
      }
    )
  }

  /// By librdkafka's older call: the newer one, of its admin API, can keep the client from ever ending (2.0.2).
  func group(_ name: String, timeout: Duration) throws(KafkaError) -> ConsumerGroup {
    var list: UnsafePointer<rd_kafka_group_list>?
    let code = rd_kafka_list_groups(try client(), name, &list, timeout.timeout)
    defer { if let list { rd_kafka_group_list_destroy(list) } }
    // Every broker is asked, and one of them knows: others may be away.
    if code != RD_KAFKA_RESP_ERR__PARTIAL { try check(code) }
    guard let list = list?.pointee,
      let group = UnsafeBufferPointer(start: list.groups, count: Int(list.group_cnt)).first
    else {
      try check(code)
      return ConsumerGroup(state: .dead, members: [])
    }
    try check(group.err)
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
      // Brokers write it as Java does: with a slash before it.
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
