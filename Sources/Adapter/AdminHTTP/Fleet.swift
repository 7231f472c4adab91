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

/// What the brokers said last of the fleet, for every answer of the admin server.
final class FleetBook: Sendable {
  private struct Knowledge {
    var fleet = Fleet()
    /// Times in a row that nobody has answered.
    var silences = 0
  }

  private let knowledge = Mutex(Knowledge())

  var latest: Fleet { knowledge.withLock { $0.fleet } }
  var isSilent: Bool { knowledge.withLock { $0.silences > 0 } }

  /// Why no broker has answered twice in a row; nil where one has. Once may be a slow one, or a restart.
  var outage: String? { knowledge.withLock { $0.silences > 1 ? $0.fleet.problem : nil } }

  func know(_ members: [Fleet.Member], at time: String) {
    knowledge.withLock { $0 = Knowledge(fleet: Fleet(asOf: time, members: members)) }
  }

  /// The brokers answer and do not tell. What was known before stays, with its time.
  func fail(_ problem: String) {
    knowledge.withLock { ($0.fleet.problem, $0.silences) = (problem, 0) }
  }

  /// No broker has answered. What was known before stays, with its time.
  func silent(_ problem: String) {
    knowledge.withLock { ($0.fleet.problem, $0.silences) = (problem, $0.silences + 1) }
  }
}
