import PipelineTestSupport
import ELTSimulator
import Kafka
import SyntheticEvents
import Testing
import TestSupport
import TimeReport

@testable import PipelineRecords

@Suite struct IntakeOutcomesTests {
  @Test("each of many mixed good and bad events gets its expected result once") func eachEventGetsItsResult()
    async throws
  {
    try await StageBench.with { bench in
      var generator = try SignedEvents.generator(seed: 1)
      let bad = try generator.bad()
      let good = try generator.good(bad.count)
      let events = zip(good, bad).flatMap { [$0, $1] }
      try await bench.publish(events.map { $0.record(topic: bench.topics.requests) })

      let letters = events.filter { if case .deadLetter = $0.expectation { true } else { false } }
      let submissions = events.filter { $0.goesToTheOutbox }
      let answered = events.count - letters.count - submissions.count
      try await bench.run([bench.intakeStage()]) {
        try await bench.outcomes(answered)
        try await bench.records(bench.topics.outbox, submissions.count)
        try await bench.records(bench.topics.deadLetters, letters.count)
      }

      let outcomes = Dictionary(grouping: try await bench.allOutcomes(), by: \.causationId)
      let outbox = try await bench.allRecords(bench.topics.outbox).compactMap(OutboxRecord.init)
      #expect(Set(outbox.map(\.origin.causationId)) == Set(submissions.compactMap(\.eventId)))
      #expect(outbox.count == submissions.count)
      #expect(outcomes.values.allSatisfy { $0.count == 1 }, "each event has one outcome")
      #expect(outcomes.count == answered)
      for event in events where !event.goesToTheOutbox {
        let outcome = event.eventId.flatMap { outcomes[$0]?.first?.outcome }
        #expect(event.isFulfilled(by: outcome), "\(event.label)")
      }
      let found = try await bench.allRecords(bench.topics.deadLetters)
      #expect(Set(found.map(\.value)) == Set(letters.map(\.value)))
      #expect(found.count == letters.count)
    }
  }
}

extension GeneratedEvent {
  /// A valid submission, or a resolution, which only the owner of the ledger can judge.
  fileprivate var goesToTheOutbox: Bool {
    switch expectation {
    case .accepted: true
    case .rejected(let stage, _): stage == .submit
    case .prepared, .deadLetter: false
    }
  }

  fileprivate func isFulfilled(by outcome: Outcome?) -> Bool {
    switch (expectation, outcome) {
    case (.prepared, .prepared?), (.deadLetter, nil): true
    case (.rejected(let stage, let code), .rejected(let actual, let problems, _)?):
      stage == actual && problems.contains { $0.code == code }
    default: false
    }
  }
}
