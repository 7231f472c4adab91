internal import CRdkafka

extension KafkaAdmin {
  func create(_ topics: [TopicSpecification], timeout: Duration) throws(KafkaError) -> [String: TopicCreation]
  {
    var natives: [OpaquePointer?] = []
    defer { for native in natives { rd_kafka_NewTopic_destroy(native) } }
    for topic in topics { natives.append(try newTopic(topic)) }
    return try request(
      RD_KAFKA_ADMIN_OP_CREATETOPICS,
      timeout: timeout,
      send: { client, options, queue in
        rd_kafka_CreateTopics(client, &natives, natives.count, options, queue)
      },
      read: { event in
        var count = 0
        let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count)
        return UnsafeBufferPointer(start: results, count: count).reduce(into: [:]) { creations, result in
          guard let name = rd_kafka_topic_result_name(result) else { return }
          creations[String(cString: name)] = TopicCreation(result, topic: String(cString: name))
        }
      }
    )
  }

  private func newTopic(_ topic: TopicSpecification) throws(KafkaError) -> OpaquePointer {
    var text = [CChar](repeating: 0, count: 512)
    guard
      let native = rd_kafka_NewTopic_new(
        topic.name,
        Int32(clamping: topic.partitions),
        Int32(clamping: topic.replicationFactor),
        &text,
        text.count
      )
    else {
      throw KafkaError(code: "_INVALID_ARG", reason: NativeConfiguration.sentence(text))
    }
    for (name, value) in topic.configs.sorted(by: { $0.key < $1.key }) {
      let code = rd_kafka_NewTopic_set_config(native, name, value)
      if code != RD_KAFKA_RESP_ERR_NO_ERROR {
        rd_kafka_NewTopic_destroy(native)
        throw KafkaError(code)
      }
    }
    return native
  }

  /// - Throws: the first error of any topic. A topic that does not exist is none.
  func delete(_ topics: [String], timeout: Duration) throws(KafkaError) {
    var natives = topics.map { rd_kafka_DeleteTopic_new($0) }
    defer { rd_kafka_DeleteTopic_destroy_array(&natives, natives.count) }
    try request(
      RD_KAFKA_ADMIN_OP_DELETETOPICS,
      timeout: timeout,
      send: { client, options, queue in
        rd_kafka_DeleteTopics(client, &natives, natives.count, options, queue)
      },
      read: { (event) throws(KafkaError) in
        var count = 0
        let results = rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count)
        for result in UnsafeBufferPointer(start: results, count: count) {
          let code = rd_kafka_topic_result_error(result)
          if code != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART { try check(code) }
        }
      }
    )
  }

  /// The configuration of each topic, or why the brokers do not return it, by topic name.
  func topicConfigs(_ topics: [String], timeout: Duration) throws(KafkaError)
    -> [String: Result<[String: String], KafkaError>]
  {
    guard !topics.isEmpty else { return [:] }
    var resources = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
    defer { rd_kafka_ConfigResource_destroy_array(&resources, resources.count) }
    return try request(
      RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS,
      timeout: timeout,
      send: { client, options, queue in
        rd_kafka_DescribeConfigs(client, &resources, resources.count, options, queue)
      },
      read: { event in
        var count = 0
        let results = rd_kafka_DescribeConfigs_result_resources(
          rd_kafka_event_DescribeConfigs_result(event),
          &count
        )
        var configs: [String: Result<[String: String], KafkaError>] = [:]
        for result in UnsafeBufferPointer(start: results, count: count) {
          guard let name = rd_kafka_ConfigResource_name(result).map({ String(cString: $0) }) else { continue }
          let code = rd_kafka_ConfigResource_error(result)
          configs[name] =
            code == RD_KAFKA_RESP_ERR_NO_ERROR
            ? .success(entries(of: result))
            : .failure(KafkaError(code).naming(.on(topics: [name], .describeConfigs)))
        }
        return configs
      }
    )
  }
}

extension TopicCreation {
  fileprivate init(_ result: OpaquePointer?, topic: String) {
    switch rd_kafka_topic_result_error(result) {
    case RD_KAFKA_RESP_ERR_NO_ERROR: self = .created
    case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: self = .alreadyExists
    case let code:
      let error = KafkaError(code, rd_kafka_topic_result_error_string(result).map { String(cString: $0) })
      self = .failed(error.naming(.on(topics: [topic], .create)))
    }
  }
}

private func entries(of resource: OpaquePointer?) -> [String: String] {
  var count = 0
  let entries = rd_kafka_ConfigResource_configs(resource, &count)
  return UnsafeBufferPointer(start: entries, count: count).reduce(into: [:]) { configs, entry in
    guard rd_kafka_ConfigEntry_is_sensitive(entry) != 1, let name = rd_kafka_ConfigEntry_name(entry),
      let value = rd_kafka_ConfigEntry_value(entry)
    else { return }
    configs[String(cString: name)] = String(cString: value)
  }
}
