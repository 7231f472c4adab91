import Kafka
import PipelineTestSupport
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Adapter
@testable import Admin
@testable import Operations
@testable import Settings

/// The brokers are unreachable, or the topics unsuitable, when the adapter starts.
@Suite struct BrokersAwayAtStartTests {
  @Test(
    "the start check waits for the brokers, reports the outage for each role, and ends it when they answer"
  )
  func startCheckWaits() async throws {
    try await StageBench.with { bench in
      let broker = try #require(bench.broker)
      await broker.shutDown()
      let check = StartCheck(bench.configuration, telemetry: bench.telemetry, retry: bench.retry)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await check.run() }
        try await bench.log.contains(.brokersAwayAtStart, times: 2)
        let reasons = bench.telemetry.kafkaOutages.reasons
        #expect(Set(reasons.keys) == [.intake, .submit])
        #expect(reasons.values.allSatisfy { $0.contains(broker.bootstrapServers) }, "\(reasons)")
        #expect(bench.log.lines(of: .brokersAwayAtStart).first?.contains(#""level":"error""#) == true)
        try await broker.bringUp()
        try await group.waitForAll()
      }
      #expect(bench.telemetry.kafkaOutages.all.isEmpty)
      #expect(bench.log.count(of: .kafkaStageResumed) == 2)
    }
  }

  @Test("missing topics end the start check with every problem") func missingTopicsEndTheCheck() async throws
  {
    try await StageBench.with { bench in
      var configuration = bench.configuration
      (configuration.topics.ledger, configuration.topics.outcomes) = ("elt.no-ledger", "elt.no-outcomes")
      let error = await #expect(throws: TopicsRefused.self) {
        try await StartCheck(configuration, telemetry: bench.telemetry).run()
      }
      #expect(error?.problems.count == 2, "\(String(describing: error))")
    }
  }

  @Test(
    "required durability refuses topics with one replica; otherwise a warning is logged only where more is possible"
  )
  func requiredDurabilityRefusesOneReplica() async throws {
    try await StageBench.with { bench in
      try await StartCheck(bench.configuration, telemetry: bench.telemetry).run()
      #expect(bench.log.count(of: .topicNotDurable) == 0, "one broker cannot do better")
      var configuration = bench.configuration
      configuration.topics.durability = .require
      let error = await #expect(throws: TopicsRefused.self) {
        try await StartCheck(configuration, telemetry: bench.telemetry).run()
      }
      let problems = error?.problems ?? []
      #expect(problems.count { $0.contains("1 of 3 replicas") } == 5)
      #expect(problems.allSatisfy { $0.contains("replicas") }, "\(problems)")
    }
  }
}
