internal import Kafka
internal import Synchronization

/// Which instances there are and what each of them does, by the consumer groups of the two stages.
struct Fleet: Encodable, Sendable, Equatable {
  /// RFC 3339, in UTC; left out before the first answer.
  var asOf: String?
  var members: [Member] = []
  /// Why it is not known, or not how it is now.
  var problem: String?

  struct Member: Encodable, Sendable, Equatable {
    let role: Role
    /// `kafka.instanceId`; left out where it has none.
    let instance: String?
    /// The address that it connects to Kafka from.
    let host: String
    /// Of the outbox for `submit`: who has one sends. Of the requests for `prepare`.
    let partitions: [Int32]
  }
}

extension Fleet.Member {
  init(_ member: ConsumerGroup.Member, role: Role, groupId: String) {
    self.init(
      role: role,
      instance: Self.instanceId(ofClient: member.clientId, role: role, groupId: groupId),
      host: member.host,
      partitions: member.partitions.map(\.partition).sorted()
    )
  }

  /// The instance id in a client id as `AdapterConfiguration.kafkaClient` makes it.
  private static func instanceId(ofClient clientId: String, role: Role, groupId: String) -> String? {
    let (prefix, suffix) = ("\(groupId).", ".\(role.rawValue)")
    guard clientId.hasPrefix(prefix), clientId.hasSuffix(suffix), clientId.count > prefix.count + suffix.count
    else { return nil }
    return String(clientId.dropFirst(prefix.count).dropLast(suffix.count))
  }
}

/// What is known of the fleet; asked for at each answer of the admin server, and renewed elsewhere.
final class FleetBook: Sendable {
  private let fleet = Mutex(Fleet())

  var latest: Fleet { fleet.withLock { $0 } }

  func know(_ members: [Fleet.Member], at time: String) {
    fleet.withLock { $0 = Fleet(asOf: time, members: members) }
  }

  /// What was known before stays, with its time.
  func fail(_ problem: String) { fleet.withLock { $0.problem = problem } }
}
