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
}
