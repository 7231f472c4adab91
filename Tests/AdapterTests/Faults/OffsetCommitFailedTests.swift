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

/// The offsets of a batch are not taken, because the group has moved on meanwhile, or seems to have.
@Suite struct OffsetCommitFailedTests {
  @Test(arguments: ["ILLEGAL_GENERATION", "UNKNOWN_MEMBER_ID"])
  func prepareReadsTheBatchAgain(_ error: String) async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      var generator = try SignedEvents.generator(seed: 6)
      try cluster.fail(.txnOffsetCommit, with: [error])
      try await bench.publish([generator.prepare().record(topic: bench.topics.requests)])
      let log = bench.log
      try await bench.run([bench.prepareStage()]) { [generator] in
        var generator = generator
        try await log.contains(.intakeTransactionAborted)
        try await bench.publish([generator.prepare().record(topic: bench.topics.requests)])
        // This broker shows aborted records too, where they were sent before the abort.
        var count = 2
        repeat {
          try await bench.outcomes(count)
          count += 1
        } while try await Set(bench.allOutcomes().map(\.causationId)).count < 2
      }
      let last = try #require(try await bench.allOutcomes().last?.causationId)
      #expect(try await bench.allOutcomes().count { $0.causationId == last } == 1, "the batch after it, once")
      #expect(log.count(of: .kafkaStageFailed) == 0)
    }
  }
}
