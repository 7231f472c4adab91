@testable import PipelineRecords
import PipelineTestSupport
import ELTSimulator
import Kafka
import SyntheticEvents
import Testing
import TimeReport

/// Instances join and leave while batches are polled, processed and committed. A batch never outlives its partitions.
@Suite struct RebalanceDuringIntakeTests {
  @Test("each request is answered once while instances join and leave") func eachRequestIsAnsweredOnce()
    async throws
  {
    try await StageBench.with { bench in
      var generator = try SignedEvents.generator(seed: 22)
      let batches = (0..<4).map { _ in (0..<8).map { _ in generator.prepare() } }
      try await bench.run([bench.intakeStage()]) {
        var published = 0
        for batch in batches {
          try await bench.publish(batch.map { $0.record(topic: bench.topics.requests) })
          published += batch.count
          // Joins while this batch is processed and leaves before the next.
          try await bench.run([bench.intakeStage()]) { [published] in try await bench.outcomes(published) }
        }
      }
      let answered = try await bench.allOutcomes().map(\.causationId)
      #expect(answered.sorted() == batches.flatMap(\.self).compactMap(\.eventId).sorted())
    }
  }
}
