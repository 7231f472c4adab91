@testable import PipelineRecords
import PipelineTestSupport
import Logging
import ELT
import Kafka
import SyntheticEvents
import Testing
import TestSupport
import TimeReport

/// The broker goes away and comes back, with its data.
@Suite struct BrokerDownAndBackTests {
  @Test func aCallThatEndsMeanwhileIsSettledAfterwards() async throws {
    try await StageBench.with { (bench) async throws in
      let (brokerIsDown, answered) = (Gate(), Gate())
      let sender = ScriptedSender { _, _ in
        await brokerIsDown.wait()
        answered.open()
        return .receipt(txId: "receipt")
      }
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender)]) {
        try await sender.calls.first { _ in true }
        await bench.broker?.shutDown()
        brokerIsDown.open()
        await answered.wait()
        try await bench.broker?.bringUp()
        try await bench.outcomes(1)
        try await bench.publish([bench.submission("B")])
        try await bench.outcomes(2)
      }
      #expect(try await bench.allOutcomes().map(\.outcome.type) == [.accepted, .accepted])
      #expect(sender.texts == ["A first", "B first"])
    }
  }

  @Test func requestsThatComeAfterwardsArePrepared() async throws {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 6)
      let events = [generator.prepare(), generator.prepare()].map { $0.record(topic: bench.topics.requests) }
      try await bench.publish([events[0]])
      try await bench.run([bench.prepareStage()]) {
        try await bench.outcomes(1)
        await bench.broker?.shutDown()
        try await bench.broker?.bringUp()
        try await bench.publish([events[1]])
        try await bench.outcomes(2)
      }
      #expect(try await bench.allOutcomes().count == 2)
    }
  }
}
