package import Kafka
package import PipelineRecords
package import Telemetry

/// The least rights on the cluster for each use of it.
///
/// This is the only list of rights: `deploy/kafka-acls.sh`, `docs/kafka-rights.md` and the rights that `check` tests are made
/// from it. Describe is listed next to Read and Write although Kafka's own authorizer derives it from them; others do not.
package struct RequiredRights: Sendable {
  private let topics: TopicNames
  private let groupId: String
  private let readerGroup: String

  /// - Parameters:
  ///   - groupId: the prefix of the adapter's groups and transactional ids.
  ///   - readerGroup: the group of a system that reads outcomes.
  package init(topics: TopicNames, groupId: String, readerGroup: String = "") {
    (self.topics, self.groupId, self.readerGroup) = (topics, groupId, readerGroup)
  }

  /// What a principal does with the cluster.
  package enum Use: Sendable, Hashable {
    /// `run` with this role, and `check`, which tests its rights.
    case run(Role)
    case topics, createTopics, status, resolve, replay, replayDryRun
    case publishRequests, readOutcomes, scaleIntake
  }

  /// Operations on one resource.
  package struct Grant: Sendable, Equatable {
    package let resource: KafkaRight.Resource
    /// Whether the name of the resource is the beginning of the names.
    let isPrefix: Bool
    package internal(set) var operations: [KafkaRight.Operation]
    let purpose: String

    package func allows(_ right: KafkaRight) -> Bool {
      operations.contains(right.operation) && covers(right.resource)
    }

    private func covers(_ other: KafkaRight.Resource) -> Bool {
      switch (resource, other) {
      case (.topic(let own), .topic(let name)), (.group(let own), .group(let name)),
        (.transactionalId(let own), .transactionalId(let name)):
        own == name || isPrefix && name.hasPrefix(own)
      default: resource == other
      }
    }
  }

  package func of(_ use: Use) -> [Grant] {
    switch use {
    case .run(.intake): settings + intake + working(.intake)
    case .run(.submit): settings + submission + working(.submit)
    case .topics: settings
    case .createTopics: settings.map { with($0, .create, "creates it") }
    case .status:
      [
        topic(topics.ledger, "counts reports", .describe, .read),
        topic(topics.outbox, "reads the queue", .describe, .read),
        topic(topics.deadLetters, "counts dead letters", .describe, .read),
        topic(topics.requests, "reads the offsets of its ends; with an id, decisions", .describe, .read),
        topic(topics.outcomes, "with an id: reads outcomes", .describe, .read),
        group(.intake, "reads the lag", .describe), group(.submit, "reads the lag", .describe),
        reader("reads topics"),
      ]
    case .resolve:
      [
        topic(topics.requests, "publishes the decision", .describe, .write),
        topic(topics.outcomes, "waits for the outcome", .describe, .read), reader("waits for the outcome"),
      ]
    case .replayDryRun:
      [topic(topics.deadLetters, "reads dead letters", .describe, .read), reader("reads topics")]
    case .replay:
      [
        topic(topics.deadLetters, "reads dead letters and marks the replayed ones", .describe, .read, .write),
        topic(topics.requests, "returns requests", .describe, .write),
        topic(topics.outbox, "returns failed reports", .describe, .write), reader("reads topics"),
        Grant(
          resource: .transactionalId(GroupNames(groupId).replay),
          isPrefix: false,
          operations: [.describe, .write],
          purpose: "replays in transactions"
        ),
      ]
    case .publishRequests: [topic(topics.requests, "publishes requests", .describe, .write)]
    case .readOutcomes:
      [
        topic(topics.outcomes, "reads outcomes", .describe, .read),
        Grant(
          resource: .group(readerGroup),
          isPrefix: false,
          operations: [.describe, .read],
          purpose: "reads outcomes"
        ),
      ]
    case .scaleIntake:
      [
        topic(topics.requests, "reads the lag", .describe), group(.intake, "reads the lag", .describe),
      ]
    }
  }

  /// The grants of several uses, one for each resource.
  package func of(_ uses: [Use]) -> [Grant] {
    var merged: [Grant] = []
    for grant in uses.flatMap({ of($0) }) {
      if let index = merged.firstIndex(where: {
        $0.resource == grant.resource && $0.isPrefix == grant.isPrefix
      }) {
        merged[index].operations += grant.operations.filter { !merged[index].operations.contains($0) }
      } else {
        merged.append(grant)
      }
    }
    return merged
  }

  // MARK: Parts of the list

  private var intake: [Grant] {
    [
      topic(topics.requests, "consumes requests", .read),
      topic(topics.outbox, "queues submissions", .write),
      topic(topics.outcomes, "publishes rejections and prepared documents", .write),
      topic(topics.deadLetters, "writes unreadable requests", .write),
      reader("checks whether the topic of the requests was created again"),
    ]
  }

  private var submission: [Grant] {
    [
      topic(topics.outbox, "consumes submissions", .read),
      topic(topics.ledger, "reads and writes the state of each report", .read, .write),
      topic(topics.outcomes, "publishes outcomes", .write),
      topic(topics.deadLetters, "writes failed reports", .write),
      reader("reads the ledger"),
    ]
  }

  /// `run`, `check` and `topics` compare the settings of every topic with the plan.
  private var settings: [Grant] {
    [topics.requests, topics.outcomes, topics.outbox, topics.ledger, topics.deadLetters].map {
      topic($0, "checks its settings", .describe, .describeConfigs)
    }
  }

  /// A stage is a member of its group, writes transactions, and shows the members of both groups on the status page.
  private func working(_ role: Role) -> [Grant] {
    let other: Role = role == .intake ? .submit : .intake
    return [
      group(role, "joins the group and commits offsets", .describe, .read),
      group(other, "lists its members on the status page", .describe),
      Grant(
        resource: .transactionalId(GroupNames(groupId).transactionalId(role, of: "")),
        isPrefix: true,
        operations: [.describe, .write],
        purpose: "writes transactions"
      ),
    ]
  }

  private func topic(_ name: String, _ purpose: String, _ operations: KafkaRight.Operation...) -> Grant {
    Grant(resource: .topic(name), isPrefix: false, operations: operations, purpose: purpose)
  }

  private func group(_ role: Role, _ purpose: String, _ operations: KafkaRight.Operation...) -> Grant {
    Grant(
      resource: .group(GroupNames(groupId).group(role)),
      isPrefix: false,
      operations: operations,
      purpose: purpose
    )
  }

  /// The group has no members. librdkafka looks up its coordinator to read partitions that are assigned manually.
  private func reader(_ purpose: String) -> Grant {
    Grant(
      resource: .group(GroupNames(groupId).reader),
      isPrefix: false,
      operations: [.describe, .read],
      purpose: purpose
    )
  }

  private func with(_ grant: Grant, _ operation: KafkaRight.Operation, _ purpose: String) -> Grant {
    Grant(
      resource: grant.resource,
      isPrefix: grant.isPrefix,
      operations: [operation] + grant.operations,
      purpose: "\(purpose), \(grant.purpose)"
    )
  }
}
