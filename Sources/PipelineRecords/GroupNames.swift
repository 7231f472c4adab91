package import Telemetry

/// The names of consumer groups, transactional ids and clients. All begin with `kafka.groupId`.
package struct GroupNames: Sendable {
  private let prefix: String

  /// - Parameter groupId: `kafka.groupId`.
  package init(_ groupId: String) { prefix = groupId }

  /// The group whose members share the partitions of a stage.
  package func group(_ role: Role) -> String { "\(prefix).\(role.rawValue)" }

  /// The group of all partition readers. It has no members; librdkafka looks up its coordinator.
  package var reader: String { "\(prefix).reader" }

  /// The transactional id of a stage's producer.
  ///
  /// - Parameter producer: The instance for intake, the outbox partition for submission. Empty for the common prefix.
  package func transactionalId(_ role: Role, of producer: String) -> String { "\(group(role)).\(producer)" }

  /// The transactional id of `replay`.
  package var replay: String { "\(prefix).replay" }

  /// The client id of one Kafka client of an instance.
  package func client(_ name: String, instanceId: String?) -> String {
    [prefix, instanceId, name].compactMap { $0 }.joined(separator: ".")
  }

  /// The instance in the client id of a stage; nil if the client has another name or its instance has none.
  package func instanceId(ofClient clientId: String, _ role: Role) -> String? {
    let (start, end) = ("\(prefix).", ".\(role.rawValue)")
    guard clientId.hasPrefix(start), clientId.hasSuffix(end), clientId.count > start.count + end.count
    else { return nil }
    return String(clientId.dropFirst(start.count).dropLast(end.count))
  }
}
