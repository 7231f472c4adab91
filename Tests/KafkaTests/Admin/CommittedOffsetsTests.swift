import EmbeddedBroker
import Kafka
import Testing
import TestSupport

/// librdkafka 2.0.2 crashes the process in its admin request for committed offsets when the coordinator is absent or moving.
@Suite("Committed offsets while the group's coordinator fails", .inSlot)
struct CommittedOffsetsTests {
  private let cluster: TestCluster
  private let partition = TopicPartition(topic: "topic", partition: 0)

  init() throws {
    cluster = try TestCluster()
    try cluster.createTopic("topic")
  }

  private func committedOffsets(timeout: Duration = .seconds(30)) async throws -> [TopicPartition: Int64] {
    try await KafkaAdmin.with(KafkaConfiguration(cluster)) {
      try await $0.committedOffsets(ofGroup: "group", [partition], timeout: timeout)
    }
  }

  @Test(
    "a coordinator that is absent or moving for a moment is retried",
    arguments: [KafkaRequest.findCoordinator, .offsetFetch],
    ["NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE"]
  )
  func retriesTransientError(_ request: KafkaRequest, _ error: String) async throws {
    try cluster.fail(request, with: [error, error])
    #expect(try await committedOffsets() == [:])
  }

  @Test(
    "a coordinator that stays absent is a retriable error",
    arguments: [KafkaRequest.findCoordinator, .offsetFetch],
    ["NOT_COORDINATOR", "COORDINATOR_NOT_AVAILABLE"]
  )
  func reportsLastingError(_ request: KafkaRequest, _ error: String) async throws {
    try cluster.fail(request, with: Array(repeating: error, count: 1000))
    let reported = await #expect(throws: KafkaError.self) { try await committedOffsets(timeout: .seconds(1)) }
    #expect(reported?.isRetriable == true, "\(String(describing: reported))")
  }

  @Test("a missing right is reported by its code", arguments: [KafkaRequest.findCoordinator, .offsetFetch])
  func reportsMissingRight(_ request: KafkaRequest) async throws {
    try cluster.fail(request, with: Array(repeating: "GROUP_AUTHORIZATION_FAILED", count: 1000))
    let reported = await #expect(throws: KafkaError.self) { try await committedOffsets() }
    #expect(reported?.code == "GROUP_AUTHORIZATION_FAILED")
  }

  @Test("an unreachable cluster is a retriable error")
  func reportsUnreachableCluster() async throws {
    try cluster.takeDown()
    let reported = await #expect(throws: KafkaError.self) { try await committedOffsets(timeout: .seconds(1)) }
    #expect(reported?.isRetriable == true, "\(String(describing: reported))")
  }
}
