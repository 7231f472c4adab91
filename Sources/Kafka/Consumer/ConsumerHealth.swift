internal import Foundation

/// What keeps a consumer from working at this moment, from librdkafka's statistics.
package struct ConsumerHealth: Sendable, Equatable {
  /// Why the consumer is not a settled member of its group; nil if it is one. A settled member may own no partition.
  package let joining: String?
  /// The brokers that lead partitions of this consumer and are not connected or do not answer.
  package let silentLeaders: [String]

  package init(joining: String?, silentLeaders: [String]) {
    self.joining = joining
    self.silentLeaders = silentLeaders
  }

  /// A broker answers a fetch within a second, so one that has had a request for this long does not answer. In microseconds.
  private static let answerLimit: Int64 = 15_000_000

  /// - Parameter statistics: librdkafka's JSON. Nil if it is not the statistics of a group's consumer.
  init?(statistics: [UInt8]) {
    guard let seen = try? JSONDecoder().decode(Statistics.self, from: Data(statistics)), let group = seen.cgrp
    else { return nil }
    if group.state != "up" {
      joining = "the group coordinator is unreachable (\(group.state))"
    } else if group.joinState != "steady" {
      joining = "the group is rebalancing (\(group.joinState))"
    } else {
      joining = nil
    }
    let brokers = Dictionary(seen.brokers.values.map { ($0.nodeid, $0) }) { $1 }
    let leaders = Set(seen.topics.values.flatMap(\.partitions.values).filter(\.desired).map(\.leader))
    silentLeaders = leaders.compactMap { id in
      guard let broker = brokers[id] else { return id < 0 ? "a partition without a leader" : "broker \(id)" }
      return broker.answers ? nil : broker.name
    }.sorted()
  }

  /// The part of librdkafka's statistics that is used here; the names are librdkafka's.
  private struct Statistics: Decodable {
    let brokers: [String: Node]
    let topics: [String: Topic]
    let cgrp: Group?

    struct Node: Decodable {
      let name: String
      let nodeid: Int32
      let state: String
      let requests: Int
      /// Microseconds since the last byte arrived.
      let silence: Int64

      enum CodingKeys: String, CodingKey {
        case name, nodeid, state
        case requests = "waitresp_cnt"
        case silence = "rxidle"
      }

      var answers: Bool {
        guard state == "UP" || state == "UPDATE" else { return false }
        return requests == 0 || silence < ConsumerHealth.answerLimit
      }
    }

    struct Topic: Decodable { let partitions: [String: Partition] }

    struct Partition: Decodable {
      let desired: Bool
      let leader: Int32
    }

    struct Group: Decodable {
      let state: String
      let joinState: String

      enum CodingKeys: String, CodingKey {
        case state
        case joinState = "join_state"
      }
    }
  }
}
