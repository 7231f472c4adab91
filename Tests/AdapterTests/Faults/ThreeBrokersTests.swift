@testable import Admin
@testable import Operations
@testable import PipelineRecords
@testable import PipelineTestSupport
@testable import Settings
@testable import Telemetry
import ELT
import EmbeddedBroker
import Kafka
import Testing
import TestSupport
import TimeReport

/// The adapter works with three brokers. The mock cluster has no replication: the test moves leaders and coordinators.
@Suite struct ThreeBrokersTests {
  /// Moves every partition to one broker and the coordinators of submission to another.
  private func move(_ bench: StageBench, _ cluster: TestCluster, leaders: Int32, coordinators: Int32) throws {
    for topic in TopicPlan(bench.topics, requestPartitions: 1).topics {
      for partition in 0..<Int32(topic.partitions) {
        try cluster.setLeader(of: TopicPartition(topic: topic.name, partition: partition), to: leaders)
      }
    }
    let group = bench.configuration.kafka.groupId
    try cluster.setCoordinator(of: .group("\(group).submit"), to: coordinators)
    try cluster.setCoordinator(of: .transactionalId("\(group).submit.0"), to: coordinators)
  }

  @Test("each report is sent once while leaders and coordinators move") func everythingMoves() async throws {
    try await StageBench.withFaultyBroker(brokers: 3) { (bench, cluster) async throws in
      let sender = ScriptedSender { envelope, _ in
        // During the call, so that the settlement meets the new coordinator.
        let last = Int32(envelope[1] - UInt8(ascii: "0")) % 3
        try? move(bench, cluster, leaders: last + 1, coordinators: (last + 1) % 3 + 1)
        return .receipt(txId: "receipt")
      }
      let names = (0..<9).map { "R\($0)" }
      try move(bench, cluster, leaders: 1, coordinators: 2)
      try await bench.run([bench.submitStage(sender)]) {
        for (index, name) in names.enumerated() {
          try await bench.publish([bench.submission(name)])
          try await bench.outcomes(index + 1)
        }
      }
      #expect(sender.texts == names.map { "\($0) first" })
      #expect(try await bench.allOutcomes().compactMap(\.reportId).map(\.name) == names)
      #expect(bench.log.count(of: .kafkaStageFailed) == 0)
    }
  }

  @Test(
    "with two of three brokers down the instance is not ready; afterwards it sends what was queued, without a restart"
  )
  func majorityIsLost() async throws {
    try await StageBench.withFaultyBroker(brokers: 3) { (bench, cluster) async throws in
      let sender = ScriptedSender()
      /// The codes of `/readyz` two minutes later.
      @Sendable func codes() -> [Assessment.Code] {
        var seen = bench.observed()
        seen.roles = [.submit]
        seen.conditions = bench.telemetry.conditions.lasting(at: .now + .seconds(120))
        return Readiness(seen.assessment).reasons.map(\.code)
      }
      /// Joins no group: its polls are the pauses between two looks at the state.
      let watcher = try KafkaConsumer(
        ConsumerConfiguration(kafka: bench.kafka, groupId: freshName("watcher"))
      )
      try await watcher.assign([TopicPartition(topic: bench.topics.deadLetters, partition: 0): 0])
      try move(bench, cluster, leaders: 1, coordinators: 2)
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) {
        try await bench.outcomes(1)
        try await watcher.poll { codes().isEmpty }
        try cluster.takeDown(broker: 1)
        try cluster.takeDown(broker: 2)
        try await watcher.poll { Set(codes()) == [.leaderUnreachable, .joining] }
        try cluster.bringUp(broker: 1)
        try cluster.bringUp(broker: 2)
        try await bench.publish([bench.submission("B")])
        try await bench.outcomes(2)
        try await watcher.poll { codes().isEmpty }
      }
      await watcher.close()
      #expect(sender.texts == ["A first", "B first"])
      #expect(bench.log.count(of: .kafkaStageFailed) == 0)
    }
  }
}
