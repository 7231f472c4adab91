@testable import PipelineRecords
import Telemetry
import EmbeddedBroker
import PipelineTestSupport
import ELTSimulator
import Kafka
import SyntheticEvents
import Testing
import TimeReport

/// The broker answers slowly: processing continues and no client is restarted.
@Suite struct SlowBrokerTests {
  @Test("with a slow broker each request is answered once") func eachRequestIsAnsweredOnce() async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      var generator = try SignedEvents.generator(seed: 21)
      let events = (0..<5).map { _ in generator.prepare() }
      try cluster.delay(by: .milliseconds(300))
      try await bench.publish(events.map { $0.record(topic: bench.topics.requests) })
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(events.count)
      }
      let answered = try await bench.allOutcomes().map(\.causationId)
      #expect(answered.sorted() == events.compactMap(\.eventId).sorted())
      #expect(bench.log.count(of: .kafkaStageFailed) == 0)
    }
  }

  @Test("with a slow broker each report is sent once") func eachReportIsSentOnce() async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      let sender = ScriptedSender()
      let names = (0..<5).map { "R\($0)" }
      try cluster.delay(by: .milliseconds(300))
      try await bench.publish(names.map { bench.submission($0) })
      try await bench.run([bench.submitStage(sender)]) {
        try await bench.outcomes(names.count)
      }
      #expect(sender.texts.sorted() == names.map { "\($0) first" })
      #expect(bench.log.count(of: .kafkaStageFailed) == 0)
    }
  }
}
