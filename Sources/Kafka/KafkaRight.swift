/// A right on the cluster, in Kafka's terms: an operation on a resource.
package struct KafkaRight: Sendable, Hashable {
  package enum Resource: Sendable, Hashable {
    case topic(String)
    case group(String)
    case transactionalId(String)
    case cluster
  }

  /// The raw values are Kafka's names.
  package enum Operation: String, Sendable, Hashable {
    case read = "Read"
    case write = "Write"
    case create = "Create"
    case describe = "Describe"
    case describeConfigs = "DescribeConfigs"
    case idempotentWrite = "IdempotentWrite"
  }

  package let operation: Operation
  package let resource: Resource

  package init(_ operation: Operation, _ resource: Resource) {
    (self.operation, self.resource) = (operation, resource)
  }
}

extension KafkaRight: CustomStringConvertible {
  package var description: String { "\(operation.rawValue) on \(resource)" }
}

extension KafkaRight.Resource: CustomStringConvertible {
  package var description: String {
    switch self {
    case .topic(let name): "topic \(name)"
    case .group(let name): "group \(name)"
    case .transactionalId(let name): "transactional id \(name)"
    case .cluster: "the cluster"
    }
  }

  /// The code with which brokers refuse an operation on this type of resource.
  fileprivate var refusal: String {
    switch self {
    case .topic: "TOPIC_AUTHORIZATION_FAILED"
    case .group: "GROUP_AUTHORIZATION_FAILED"
    case .transactionalId: "TRANSACTIONAL_ID_AUTHORIZATION_FAILED"
    case .cluster: "CLUSTER_AUTHORIZATION_FAILED"
    }
  }

  fileprivate var topic: String? { if case .topic(let name) = self { name } else { nil } }
}

extension KafkaError {
  /// The cluster refuses an operation to this principal.
  package var isRefusal: Bool { code.hasSuffix("_AUTHORIZATION_FAILED") }

  /// Names the right that the cluster refused. The answer of a broker holds no operation and, for most resources, no name;
  /// only the caller knows what it asked for.
  /// - Parameter candidates: the rights that the call needs.
  func naming(_ candidates: [KafkaRight]) -> KafkaError {
    guard isRefusal, missingRights.isEmpty else { return self }
    var rights = candidates.filter { $0.resource.refusal == code }
    // librdkafka's sentence names the topic in some cases.
    let named = rights.filter { right in
      guard let topic = right.resource.topic else { return false }
      return names(topic, in: reason)
    }
    if !named.isEmpty { rights = named }
    guard !rights.isEmpty else { return self }
    var error = self
    error.missingRights = rights
    let list = rights.map(\.description).joined(separator: ", ")
    error.reason =
      rights.count == 1
      ? "The cluster refuses \(list) to this principal. Grant it; docs/kafka-rights.md lists all rights."
      : "The cluster refuses one of these rights to this principal: \(list). Grant it; docs/kafka-rights.md lists all rights."
    return error
  }
}

extension [KafkaRight] {
  static func on(topics: some Sequence<String>, _ operation: KafkaRight.Operation) -> [KafkaRight] {
    Set(topics).sorted().map { name in KafkaRight(operation, KafkaRight.Resource.topic(name)) }
  }

  static func on(group: String, _ operation: KafkaRight.Operation) -> [KafkaRight] {
    [KafkaRight(operation, KafkaRight.Resource.group(group))]
  }
}

/// Whether the sentence has the name as a word of its own: a name may be the beginning of another one.
private func names(_ name: String, in sentence: String) -> Bool {
  let words = sentence.split { character in
    !(character.isLetter || character.isNumber || "._-".contains(character))
  }
  // A sentence may end with the name.
  return words.contains { word in word == name || word == "\(name)." }
}
