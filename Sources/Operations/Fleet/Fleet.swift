internal import Kafka
internal import PipelineRecords
internal import Synchronization
package import Telemetry
package import TimeReport

/// The running instances and their partitions, from the consumer groups of the two stages.
package struct Fleet: Encodable, Sendable, Equatable {
  /// Left out before the first answer.
  package var asOf: Timestamp?
  package var members: [Member] = []
  /// Why the members are unknown or not up to date.
  package var problem: String?
  /// Since when the brokers have reported members but none that owns an outbox partition.
  package var noSubmitterSince: Timestamp?

  package init(
    asOf: Timestamp? = nil,
    members: [Member] = [],
    problem: String? = nil,
    noSubmitterSince: Timestamp? = nil
  ) {
    self.asOf = asOf
    self.members = members
    self.problem = problem
    self.noSubmitterSince = noSubmitterSince
  }

  /// Whether a member owns an outbox partition.
  package var hasSubmitter: Bool { members.contains { $0.role == .submit && !$0.partitions.isEmpty } }

  package struct Member: Encodable, Sendable, Equatable {
    package let role: Role
    /// `kafka.instanceId`; left out if not set.
    package let instance: String?
    /// The address that it connects to Kafka from.
    package let host: String
    /// Of the outbox for `submit`; of the requests for `intake`.
    package let partitions: [Int32]
  }
}

extension Fleet.Member {
  init(_ member: ConsumerGroup.Member, role: Role, groupId: String) {
    self.init(
      role: role,
      instance: GroupNames(groupId).instanceId(ofClient: member.clientId, role),
      host: member.host,
      partitions: member.partitions.map(\.partition).sorted()
    )
  }
}

/// The last known state of the fleet.
package final class FleetBook: Sendable {
  private struct State {
    var fleet = Fleet()
    /// Consecutive attempts without an answer.
    var unanswered = 0
  }

  private let state = Mutex(State())

  package init() {}

  package var latest: Fleet { state.withLock { $0.fleet } }
  var isUnanswered: Bool { state.withLock { $0.unanswered > 0 } }

  /// The last error if no broker has answered twice in a row; nil otherwise. A single failure may be a slow broker or a
  /// restart.
  package var outage: String? { state.withLock { $0.unanswered > 1 ? $0.fleet.problem : nil } }

  package func update(_ members: [Fleet.Member], at time: Timestamp) {
    state.withLock {
      var fleet = Fleet(asOf: time, members: members)
      // A group that may not be described looks empty: that is no evidence.
      if !fleet.members.isEmpty, !fleet.hasSubmitter {
        fleet.noSubmitterSince = $0.fleet.noSubmitterSince ?? time
      }
      $0 = State(fleet: fleet)
    }
  }

  /// The brokers answer, but refuse or fail this request. The last known members stay, with their time.
  package func fail(_ problem: String) {
    state.withLock { ($0.fleet.problem, $0.unanswered) = (problem, 0) }
  }

  /// No broker answered. The last known members stay, with their time.
  package func noAnswer(_ problem: String) {
    state.withLock { ($0.fleet.problem, $0.unanswered) = (problem, $0.unanswered + 1) }
  }
}
