@testable import Telemetry
import PipelineTestSupport
import ELTSimulator
import Logging
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

/// Kafka is unreachable for longer than a transaction may last: the clients fail, and the stages restart them.
@Suite struct LongBrokerOutageTests {
  @Test("a call that ends while Kafka is unreachable is settled when Kafka is back")
  func callEndingDuringTheOutageIsSettledLater() async throws {
    try await StageBench.with { (bench) async throws in
      var bench = bench
      bench.transactionTimeout = .seconds(1)
      let (brokerIsDown, log) = (Gate(), bench.log)
      let sender = ScriptedSender { _, _ in
        await brokerIsDown.wait()
        return .receipt(txId: "receipt")
      }
      let telemetry = bench.telemetry
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(sender, telemetry: telemetry)]) { [bench] () async throws in
        try await sender.calls.first { _ in true }
        await bench.broker?.shutDown()
        brokerIsDown.open()
        try await log.contains(.kafkaStageFailed)
        #expect(telemetry.kafkaOutages.all.map(\.role) == [.submit])
        try await bench.broker?.bringUp()
        try await bench.publish([bench.submission("B")])
        try await bench.outcomes(2)
        #expect(telemetry.kafkaOutages.all.isEmpty)
      }
      let outcomes = try await bench.allOutcomes()
      #expect(outcomes.map(\.outcome.acceptance?.attempts) == [1, 1], "no doubt: the answer was kept")
      #expect(outcomes.compactMap(\.reportId) == ["A", "B"])
      #expect(sender.texts == ["A first", "B first"])
      try await log.contains(.kafkaStageResumed)
    }
  }
}
