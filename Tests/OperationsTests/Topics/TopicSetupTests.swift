import Kafka
import PipelineTestSupport
import TestSupport
import Testing

@testable import Operations

@Suite struct TopicSetupTests {
  @Test("missing topics are created once and listed when the call returns") func missingTopicsAreCreated()
    async throws
  {
    try await TestBroker.with { broker in
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      let plan = TopicPlan(.standard, requestPartitions: 2)
      let setup = TopicSetup(plan, kafka: kafka)
      let before = try await setup.survey()
      #expect(before.topics.isEmpty && before.hidden.isEmpty)
      #expect(
        TopicCheck.problems(in: before.topics, hidden: before.hidden, plan: plan, names: .standard).count == 5
      )

      #expect(try await setup.create(replicationFactor: nil) == plan.topics.map(\.name).sorted())
      let after = try await setup.survey()
      #expect(TopicCheck.problems(in: after.topics, hidden: after.hidden, plan: plan, names: .standard) == [])
      #expect(DurabilityCheck.problems(in: after, plan: plan, isRequired: false) == [])
      #expect(try await setup.create(replicationFactor: nil) == [])
    }
  }

  @Test("a topic that the cluster refuses to create is an error that names it") func refusedTopicIsNamed()
    async throws
  {
    try await TestBroker.with { broker in
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      let setup = TopicSetup(TopicPlan(.standard), kafka: kafka)
      let error = await #expect(throws: TopicCreationFailed.self) {
        try await setup.create(replicationFactor: 3)
      }
      #expect(error?.description.contains("elt.") == true)
      #expect(error?.error?.code == "INVALID_REPLICATION_FACTOR")
    }
  }

  // MARK: Creation in several attempts

  private func progress(_ results: [String: TopicCreation]...) throws -> CreationProgress {
    var progress = CreationProgress(["a", "b"].map { TopicSpecification(name: $0, partitions: 1) })
    for result in results { try progress.take(result) }
    return progress
  }

  private func failed(_ code: String, isRetriable: Bool = true) -> TopicCreation {
    .failed(KafkaError(code: code, reason: "", isRetriable: isRetriable))
  }

  @Test("a topic that exists after a request without an answer counts as created")
  func timedOutTopicIsCreated() throws {
    let progress = try progress(
      ["a": failed("_TIMED_OUT"), "b": .alreadyExists],
      ["a": .alreadyExists]
    )
    #expect(progress.created == ["a"], "b existed before")
    #expect(progress.firstFailure == nil)
  }

  @Test(
    "an error that passes by itself is left for another attempt",
    arguments: ["NOT_CONTROLLER", "REQUEST_TIMED_OUT"]
  )
  func passingErrorIsLeft(_ code: String) throws {
    let progress = try progress(["a": .created, "b": failed(code)])
    #expect(progress.left.map(\.name) == ["b"] && progress.created == ["a"])
    #expect(progress.firstFailure?.error?.code == code)
  }

  @Test("any other error ends the creation at once") func lastingErrorEndsTheCreation() {
    #expect(throws: TopicCreationFailed.self) {
      try progress(["a": .created, "b": failed("POLICY_VIOLATION", isRetriable: false)])
    }
  }
}
