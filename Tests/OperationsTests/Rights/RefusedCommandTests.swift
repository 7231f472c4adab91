import EmbeddedBroker
import Kafka
import PipelineRecords
import PipelineTestSupport
import Telemetry
import TestSupport
import Testing
import TimeReport

@testable import Operations

/// What a command reports when the cluster refuses a request: a right that the list grants for this command.
@Suite struct RefusedCommandTests {
  private let rights = RequiredRights(topics: .standard, groupId: "elt-adapter")

  private func withTopics(_ body: (TestCluster, KafkaConfiguration) async throws -> Void) async throws {
    try await Slots.brokers.withSlot {
      let cluster = try TestCluster()
      defer { cluster.stop() }
      for topic in TopicPlan(.standard, requestPartitions: 1).topics {
        try cluster.createTopic(topic.name, partitions: topic.partitions)
      }
      let kafka = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers)
      let producer = try KafkaProducer(kafka)
      try await producer.send(
        DeadLetter.record(.request("x"), code: .eventNotJSON, topic: TopicNames.standard.deadLetters)
      )
      await producer.close()
      try await body(cluster, kafka)
    }
  }

  private func isGranted(_ rights: [KafkaRight], for use: RequiredRights.Use) -> Bool {
    !rights.isEmpty && rights.allSatisfy { right in self.rights.of(use).contains { $0.allows(right) } }
  }

  @Test(
    "replay reports a right of replay",
    arguments: [
      (KafkaRequest.initProducerId, "TRANSACTIONAL_ID"), (.addPartitionsToTxn, "TOPIC"),
    ]
  )
  func replay(_ request: KafkaRequest, _ type: String) async throws {
    try await withTopics { cluster, kafka in
      try cluster.fail(request, with: Array(repeating: "\(type)_AUTHORIZATION_FAILED", count: 100))
      // The broker does not know the transaction that it refused to begin.
      if request == .addPartitionsToTxn {
        try cluster.fail(.endTxn, with: Array(repeating: "INVALID_TXN_STATE", count: 100))
      }
      let replayer = Replayer(kafka: kafka, groupId: "elt-adapter", topics: .standard)
      let error = await #expect(throws: (any Error).self) { try await replayer.run(ReplayOptions()) }
      let missing =
        (error as? KafkaError)?.missingRights ?? (error as? TransactionFailure)?.error.missingRights ?? []
      #expect(isGranted(missing, for: .replay), "\(String(describing: error))")
    }
  }

  @Test(
    "status lists a topic that it may not read with a right of status, and reads the others",
    arguments: [(KafkaRequest.listOffsets, "TOPIC"), (.offsetFetch, "GROUP")]
  )
  func status(_ request: KafkaRequest, _ type: String) async throws {
    try await withTopics { cluster, kafka in
      let count = request == .listOffsets ? 3 : 1
      try cluster.fail(request, with: Array(repeating: "\(type)_AUTHORIZATION_FAILED", count: count))
      let reader = StatusReader(
        kafka: kafka,
        groupId: "elt-adapter",
        topics: .standard,
        requestsPerSecond: 1,
        longestCall: .seconds(60)
      )
      let status = try await reader.overview(certificates: CertificateStatuses())
      // librdkafka repeats a request for offsets a few times, so one or more topics meet the three refusals.
      #expect((1..<4).contains(status.unread.count), "\(status.unread)")
      let granted = rights.of(.status).flatMap { grant in
        grant.operations.map { KafkaRight($0, grant.resource).description }
      }
      for unread in status.unread {
        #expect(granted.contains { unread.reason.contains($0) }, "\(unread)")
      }
    }
  }
}
