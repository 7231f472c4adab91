import EmbeddedBroker
import Kafka
import PipelineRecords
import PipelineTestSupport
import Telemetry
import TestSupport
import Testing

@testable import Operations

@Suite struct RightsCheckTests {
  @Test("complete rights give no problem") func completeRightsPass() async throws {
    try await TestBroker.with { broker in
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      let plan = TopicPlan(.standard, requestPartitions: 2)
      _ = try await KafkaAdmin.with(kafka) {
        try await $0.createTopics(plan.specifications(replicationFactor: 1))
      }
      #expect(await check(Set(Role.allCases), kafka).problems() == [])
    }
  }

  @Test(
    "a missing right is named with operation, type and name of the resource",
    arguments: [
      (KafkaRequest.listOffsets, "TOPIC_AUTHORIZATION_FAILED", "Describe on topic elt.requests"),
      (.offsetFetch, "GROUP_AUTHORIZATION_FAILED", "Describe on group elt-adapter.reader"),
      (
        .initProducerId, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
        "Write on transactional id elt-adapter.intake.check"
      ),
    ]
  )
  func missingRightIsNamed(_ request: KafkaRequest, _ error: String, _ right: String) async throws {
    try await withRequests { cluster, kafka in
      // The group of the readers is asked first; the next ones are not refused.
      try cluster.fail(request, with: Array(repeating: error, count: request == .offsetFetch ? 1 : 3))
      let problems = await check([.intake], kafka).problems()
      #expect(
        problems.count == 1 && problems[0].contains("The cluster refuses \(right) to this"),
        "\(problems)"
      )
    }
  }

  @Test("a missing right on the group is not reported as a right on the topic") func groupIsNotTheTopic()
    async throws
  {
    try await withRequests { cluster, kafka in
      try cluster.fail(.findCoordinator, with: Array(repeating: "GROUP_AUTHORIZATION_FAILED", count: 1000))
      let problems = await check([.intake], kafka).problems()
      #expect(!problems.contains { $0.hasPrefix("reading topic") }, "\(problems)")
      for group in ["intake", "submit"] {
        #expect(problems.contains { $0.contains("Describe on group elt-adapter.\(group)") }, "\(problems)")
      }
    }
  }

  @Test("every missing right is reported, not only the first") func allMissingRightsAreReported() async throws
  {
    try await withRequests { cluster, kafka in
      // librdkafka repeats a request for offsets.
      try cluster.fail(.listOffsets, with: Array(repeating: "TOPIC_AUTHORIZATION_FAILED", count: 3))
      try cluster.fail(.offsetFetch, with: Array(repeating: "GROUP_AUTHORIZATION_FAILED", count: 10))
      try cluster.fail(
        .initProducerId,
        with: Array(repeating: "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", count: 10)
      )
      let problems = await check([.intake], kafka).problems()
      for resource in ["topic elt.requests", "group elt-adapter.intake", "id elt-adapter.intake."] {
        #expect(problems.contains { $0.contains(resource) }, "\(problems)")
      }
    }
  }

  @Test(
    "errors that pass by themselves are retried",
    arguments: [
      (KafkaRequest.listOffsets, "NOT_LEADER_FOR_PARTITION"), (.offsetFetch, "NOT_COORDINATOR"),
      (.offsetFetch, "COORDINATOR_LOAD_IN_PROGRESS"), (.initProducerId, "COORDINATOR_LOAD_IN_PROGRESS"),
    ]
  )
  func passingErrorsAreRetried(_ request: KafkaRequest, _ error: String) async throws {
    try await withRequests { cluster, kafka in
      try cluster.fail(request, with: [error, error])
      #expect(await check([.intake], kafka).problems() == [])
    }
  }

  private func withRequests(_ body: (TestCluster, KafkaConfiguration) async throws -> Void) async throws {
    try await Slots.brokers.withSlot {
      let cluster = try TestCluster()
      defer { cluster.stop() }
      try cluster.createTopic(TopicNames.standard.requests)
      try await body(cluster, KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
    }
  }

  private func check(_ roles: Set<Role>, _ kafka: KafkaConfiguration) -> RightsCheck {
    RightsCheck(roles: roles, groupId: "elt-adapter", topics: .standard, kafka: kafka)
  }
}
