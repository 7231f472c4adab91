import Kafka
import TestSupport
import Testing

@testable import Adapter
@testable import AdapterSettings
@testable import Operations

@Suite struct RightsCheckTests {
  @Test func nothingIsMissing() async throws {
    try await TestBroker.with { broker in
      let (configuration, kafka) = try await Self.world(broker.bootstrapServers)
      let plan = TopicPlan(configuration.topicNames, requestPartitions: 2)
      _ = try await KafkaAdmin.with(kafka) {
        try await $0.createTopics(plan.specifications(replicationFactor: 1))
      }
      #expect(await RightsCheck(
          roles: configuration.roles,
          groupId: configuration.kafka.groupId,
          topics: configuration.topicNames,
          kafka: kafka
        ).problems() == [])
    }
  }

  @Test(arguments: [
    (KafkaRequest.listOffsets, "TOPIC_AUTHORIZATION_FAILED", "Grant Read on topic elt.requests"),
    (.offsetFetch, "GROUP_AUTHORIZATION_FAILED", "Grant Read and Describe on group elt-adapter.intake"),
    (
      .initProducerId, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
      "Grant Write and Describe on transactional ids that begin with elt-adapter.intake."
    ),
  ])
  func aMissingRightIsNamed(_ request: KafkaRequest, _ error: String, _ remedy: String) async throws {
    let cluster = try TestCluster()
    defer { cluster.stop() }
    var (configuration, kafka) = try await Self.world(cluster.bootstrapServers)
    configuration.roles = [.intake]
    try cluster.createTopic(configuration.topics.requests)
    try cluster.fail(request, with: Array(repeating: error, count: 3))
    let problems = await RightsCheck(
          roles: configuration.roles,
          groupId: configuration.kafka.groupId,
          topics: configuration.topicNames,
          kafka: kafka
        ).problems()
    #expect(problems.count == 1 && problems[0].contains(remedy), "\(problems)")
  }

  private static func world(_ brokers: String) async throws -> (AdapterConfiguration, KafkaConfiguration) {
    let configuration = try await ConfigurationLoader.load(
      file: nil,
      options: ["--kafka-bootstrap-servers", brokers],
      environment: [:]
    )
    return (configuration, KafkaConfiguration(bootstrapServers: brokers))
  }
}
