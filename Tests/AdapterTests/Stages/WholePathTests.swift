@testable import PipelineRecords
import PipelineTestSupport
import ELT
import Kafka
import SyntheticEvents
import TestSupport
import Testing
import TimeReport

/// Both stages in one instance: request events in, outcomes out.
@Suite struct WholePathTests {
  @Test("each event gets one outcome across a restart") func eventsGetOneOutcomeAcrossRestarts() async throws
  {
    try await StageBench.with(["ELT_ADAPTER_KAFKA_INSTANCE_ID": "one"]) { bench in
      var generator = try SignedEvents.generator(seed: 4)
      let events = try generator.good(24) + [generator.resolve()]
      let sender = ScriptedSender()
      for part in [events[..<10], events[10...]] {
        try await bench.publish(part.map { $0.record(topic: bench.topics.requests) })
        let soFar = part.endIndex
        try await bench.run([bench.submitStage(sender), bench.intakeStage()]) {
          try await bench.outcomes(soFar)
        }
      }

      let outcomes = try await bench.allOutcomes()
      #expect(outcomes.map(\.causationId).sorted() == events.compactMap(\.eventId).sorted())
      let types = Dictionary(uniqueKeysWithValues: outcomes.map { ($0.causationId, $0.outcome.type) })
      for event in events {
        switch event.expectation {
        case .prepared: #expect(types[event.eventId ?? ""] == .prepared)
        case .accepted: #expect(types[event.eventId ?? ""] == .accepted)
        case .rejected, .deadLetter: #expect(types[event.eventId ?? ""] == .rejected)
        }
      }
      for outcome in outcomes { #expect(outcome.reportId != nil) }
      #expect(Set(sender.texts).count == sender.texts.count, "nothing is sent twice")
      #expect(sender.texts.count == types.values.filter { $0 == .accepted }.count)
    }
  }

  @Test("an outcome has the record key of its request") func outcomesHaveTheKeyOfTheirRequest() async throws {
    try await StageBench.with { bench in
      var generator = try SignedEvents.generator(seed: 5)
      let events = try generator.good(4)
      try await bench.publish(events.map { $0.record(topic: bench.topics.requests) })
      try await bench.run([bench.submitStage(ScriptedSender()), bench.intakeStage()]) {
        try await bench.outcomes(4)
      }
      let records = try await bench.allRecords(bench.topics.outcomes)
      #expect(Set(records.map(\.key)) == Set(events.map(\.key)))
    }
  }
}
