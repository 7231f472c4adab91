@testable import PipelineRecords
import PipelineTestSupport
import Logging
import ELT
import Kafka
import SyntheticEvents
import Testing
import TestSupport
import TimeReport

/// The broker stops and starts again with its data.
@Suite struct BrokerRestartTests {
  @Test("a call that ends while the broker is down is settled when the broker is back")
  func callEndingDuringTheOutageIsSettledLater() async throws {
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

  @Test("requests published after a broker restart are processed") func laterRequestsAreProcessed()
    async throws
  {
    try await StageBench.with { (bench) async throws in
      var generator = try SignedEvents.generator(seed: 6)
      let events = [generator.prepare(), generator.prepare()].map { $0.record(topic: bench.topics.requests) }
      try await bench.publish([events[0]])
      try await bench.run([bench.intakeStage()]) {
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
