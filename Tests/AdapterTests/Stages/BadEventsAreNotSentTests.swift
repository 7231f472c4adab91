import PipelineTestSupport
import ELTSimulator
import SyntheticEvents
import TestSupport
import Testing
import TimeReport

/// No invalid event causes a call to ELT.
@Suite struct BadEventsAreNotSentTests {
  @Test("of many bad events and a good one, only the good one is sent") func onlyTheGoodEventIsSent()
    async throws
  {
    var generator = try SignedEvents.generator(seed: 21)
    let bad = try generator.bad().filter(\.isRefusedBeforeSending)
    let good = try generator.submit()
    try await ELTBench.send(bad + [good]) { seen in
      #expect(seen.received.map(\.reportId) == [good.reportId])
      #expect(seen.byCause[good.eventId ?? ""]?.map(\.type) == [.accepted])
      for event in bad {
        guard case .rejected(_, let code) = event.expectation else { continue }
        let codes = seen.byCause[event.eventId ?? ""]?.flatMap(\.problemCodes) ?? []
        #expect(codes.contains(code), "\(event.label): \(codes)")
      }
      #expect(seen.outcomes.count == bad.count + 1)
    }
  }
}

extension GeneratedEvent {
  fileprivate var isRefusedBeforeSending: Bool {
    if case .rejected(let stage, _) = expectation { stage != .submit } else { false }
  }
}

extension Outcome {
  fileprivate var problemCodes: [ProblemCode] {
    if case .rejected(_, let problems, _) = self { problems.map(\.code) } else { [] }
  }
}
