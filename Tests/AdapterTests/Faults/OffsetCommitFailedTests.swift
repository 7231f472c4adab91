@testable import PipelineRecords
import Telemetry
import PipelineTestSupport
import ELTSimulator
import Logging
import TimeReport
import ELT
import EmbeddedBroker
import Kafka
import SyntheticEvents
import Testing
import TestSupport

/// The broker rejects the offsets of a batch because the group generation has changed, or seems to have.
@Suite struct OffsetCommitFailedTests {
  @Test(
    "a batch whose offsets are rejected is read again",
    arguments: ["ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID"]
  )
  func batchIsReadAgain(_ error: String) async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      var generator = try SignedEvents.generator(seed: 6)
      try cluster.fail(.txnOffsetCommit, with: [error])
      try await bench.publish([generator.prepare().record(topic: bench.topics.requests)])
      let log = bench.log
      try await bench.run([bench.intakeStage()]) { [generator] in
        var generator = generator
        try await log.contains(.intakeTransactionAborted)
        try await bench.publish([generator.prepare().record(topic: bench.topics.requests)])
        // The mock broker also shows aborted records that were sent before the abort.
        var count = 2
        repeat {
          try await bench.outcomes(count)
          count += 1
        } while try await Set(bench.allOutcomes().map(\.causationId)).count < 2
      }
      let last = try #require(try await bench.allOutcomes().last?.causationId)
      #expect(try await bench.allOutcomes().count { $0.causationId == last } == 1, "the next batch, once")
      #expect(log.count(of: .kafkaStageFailed) == 0)
    }
  }
}
