@testable import PipelineTestSupport
import Kafka
import SyntheticEvents
import TestSupport
import Testing
import TimeReport

@testable import Adapter
@testable import Operations
@testable import PipelineRecords
@testable import Telemetry

/// An operator deletes the request topic and creates it again while the adapter runs.
@Suite struct RecreatedRequestsTests {
  @Test(
    "after the request topic was created again, its requests are answered from the first on, and the stage stops on request"
  )
  func recreatedTopicIsRead() async throws {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 41)
      let topic = bench.topics.requests
      func next() -> ProducerRecord {
        let record = generator.prepare().record(topic: topic)
        return ProducerRecord(
          topic: topic,
          partition: 0,
          key: record.key,
          value: record.value,
          headers: record.headers
        )
      }
      let (before, after) = ((0..<3).map { _ in next() }, (0..<3).map { _ in next() })
      let log = bench.log
      try await bench.publish(before)
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(3)
        try delete(topic, bench)
        try await log.contains(.topicMissing)
        let plan = TopicPlan(bench.topics, requestPartitions: 2)
        _ = try await KafkaAdmin.with(bench.kafka) {
          try await $0.createTopics(plan.specifications(replicationFactor: 1).filter { $0.name == topic })
        }
        // The new topic reaches the offset that the group committed in the old one.
        try await bench.publish(after)
        try await bench.outcomes(6)
      }
      let causes = try await bench.allOutcomes().map(\.causationId)
      #expect(Set(causes).count == 6 && causes.count == 6)
      #expect(log.alarms.contains { $0.contains(LogEvent.requestsRecreated.key) })
    }
  }

  /// DeleteTopics version 1.
  private func delete(_ topic: String, _ bench: StageBench) throws {
    var request = RawRequest(api: 20, version: 1)
    request.append(Int32(1))
    request.append(topic)
    request.append(Int32(10_000))
    let connection = try RawConnection(bench.kafka.bootstrapServers)
    try connection.send(request)
    _ = try connection.answer(within: 60)
  }
}
