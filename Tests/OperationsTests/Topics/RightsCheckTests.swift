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
    "a missing right is named",
    arguments: [
      (KafkaRequest.listOffsets, "TOPIC_AUTHORIZATION_FAILED", "Grant Read on topic elt.requests"),
      (.offsetFetch, "GROUP_AUTHORIZATION_FAILED", "Grant Read and Describe on group elt-adapter.intake"),
      (
        .initProducerId, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
        "Grant Write and Describe on transactional ids that begin with elt-adapter.intake."
      ),
    ]
  )
  func missingRightIsNamed(_ request: KafkaRequest, _ error: String, _ remedy: String) async throws {
    let cluster = try TestCluster()
    defer { cluster.stop() }
    try cluster.createTopic(TopicNames.standard.requests)
    try cluster.fail(request, with: Array(repeating: error, count: 3))
    let problems = await check([.intake], KafkaConfiguration(bootstrapServers: cluster.bootstrapServers))
      .problems()
    #expect(problems.count == 1 && problems[0].contains(remedy), "\(problems)")
  }

  private func check(_ roles: Set<Role>, _ kafka: KafkaConfiguration) -> RightsCheck {
    RightsCheck(roles: roles, groupId: "elt-adapter", topics: .standard, kafka: kafka)
  }
}
