package import Kafka
package import PipelineRecords

/// The topics that the adapter needs, with the settings that its guarantees depend on.
package struct TopicPlan: Sendable {
  package let topics: [Topic]

  package struct Topic: Sendable {
    package let name: String
    package let partitions: Int
    /// Settings that are required.
    package let required: [String: Requirement]
    /// Further settings of a new topic.
    let suggested: [String: String]
    package let purpose: String
  }

  /// The required value of a setting.
  package enum Requirement: Sendable, Equatable {
    case exactly(String)
    /// Milliseconds, or -1 for unlimited.
    case retainedAtLeast(milliseconds: Int)
    /// Bytes; the second number is for a new topic.
    case size(ClosedRange<Int>, preferred: Int)

    package func isMet(by actual: String) -> Bool {
      switch self {
      case .exactly(let wanted): Set(actual.split(separator: ",")) == [Substring(wanted)]
      case .retainedAtLeast(let milliseconds): Int(actual).map { $0 == -1 || $0 >= milliseconds } ?? false
      case .size(let range, _): Int(actual).map(range.contains) ?? false
      }
    }

    /// The value for a new topic.
    package var value: String {
      switch self {
      case .exactly(let value): value
      case .retainedAtLeast(let milliseconds): "\(milliseconds)"
      case .size(_, let preferred): "\(preferred)"
      }
    }
  }

  /// - Parameters:
  ///   - requestPartitions: The most instances that can run intake in parallel.
  ///   - outboxPartitions: One, unless the agreed rate is too high for one partition.
  package init(_ names: TopicNames, requestPartitions: Int = 6, outboxPartitions: Int = 1) {
    let day = 86_400_000
    // Every outcome without document and every position of a dead letter fits into the smallest size. Larger results are
    // published without the oversized part.
    let sizes = Self.smallestLimit...Int.max
    let deleted = [
      "cleanup.policy": Requirement.exactly("delete"),
      "max.message.bytes": .size(sizes, preferred: TopicNames.largestRecord),
    ]
    // A record that retention deletes from the outbox is lost, and a month's reports may have to wait for an outage to
    // end. Retention is still limited, because the records hold personal data.
    let waiting = deleted.merging([
      "retention.ms": .retainedAtLeast(milliseconds: 60 * day), "retention.bytes": .exactly("-1"),
    ]) { $1 }
    let week = ["retention.ms": "\(7 * day)"]
    let requests = deleted.merging([
      // A batch must fit into one fetch.
      "max.message.bytes": .size(1...TopicNames.largestBatch / 2, preferred: TopicNames.largestRequest),
      // A broker that stores records uncompressed rejects a small batch that expands beyond the limit above. Otherwise the
      // adapter would have to expand it.
      "compression.type": .exactly("uncompressed"),
    ]) { $1 }
    topics = [
      Topic(
        name: names.requests,
        partitions: requestPartitions,
        required: requests,
        suggested: week,
        purpose: "requests from enterprise systems"
      ),
      Topic(
        name: names.outcomes,
        partitions: requestPartitions,
        required: deleted,
        suggested: week,
        purpose: "the outcome of each request"
      ),
      Topic(
        name: names.outbox,
        partitions: outboxPartitions,
        required: waiting,
        suggested: [:],
        purpose: "signed submissions waiting for their turn"
      ),
      Topic(
        name: names.ledger,
        partitions: outboxPartitions,
        required: [
          "cleanup.policy": .exactly("compact"),
          "max.message.bytes": .size(sizes, preferred: 1_048_588),
        ],
        suggested: [:],
        purpose: "the state of each report"
      ),
      Topic(
        name: names.deadLetters,
        partitions: 1,
        required: deleted,
        suggested: ["retention.ms": "\(60 * day)"],
        purpose: "unreadable requests and failed reports"
      ),
    ]
  }

  /// The smallest `max.message.bytes` of the topics that the adapter writes.
  static let smallestLimit = 64 * 1024

  package func specifications(replicationFactor: Int) -> [TopicSpecification] {
    topics.map {
      TopicSpecification(
        name: $0.name,
        partitions: $0.partitions,
        replicationFactor: replicationFactor,
        configs: $0.required.mapValues(\.value).merging($0.suggested) { required, _ in required }
          .merging(DurabilityCheck.configs(replicas: replicationFactor)) { own, _ in own }
      )
    }
  }
}
