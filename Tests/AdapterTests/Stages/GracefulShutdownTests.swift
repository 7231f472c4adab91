import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@testable import Telemetry

@Suite struct GracefulShutdownTests {
  @Test("a shutdown settles the calls in progress and starts no more") func callsInProgressAreSettled()
    async throws
  {
    try await StageBench.with(["ELT_ADAPTER_PACING_MAX_IN_FLIGHT": "2"]) { bench in
      let gate = Gate()
      let sender = ScriptedSender { envelope, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      try await bench.publish(["A", "B", "C", "D"].map { bench.submission($0) })
      try await bench.run([bench.submitStage(sender, clock: .opening(gate))]) {
        try await sender.calls.first { $0 == Array("B first".utf8) }
      }
      #expect(sender.texts == ["A first", "B first"])
      // Calls settle in any order.
      #expect(Set(try await bench.allOutcomes().compactMap(\.reportId)) == ["A", "B"])

      let next = ScriptedSender()
      try await bench.run([bench.submitStage(next)]) { try await bench.outcomes(4) }
      #expect(next.texts == ["C first", "D first"], "each report is sent exactly once")
      #expect(try await bench.allOutcomes().map(\.outcome.type) == Array(repeating: .accepted, count: 4))
    }
  }
}

extension AdapterClock {
  /// The system clock, which opens the gate when a submitter is stopped. The shutdown timeout is the only wait between
  /// twenty seconds and one hour.
  fileprivate static func opening(_ gate: Gate) -> AdapterClock {
    var clock = AdapterClock.system
    clock.sleep = { until in
      if until > .now + .seconds(20), until < .now + .seconds(3600) { gate.open() }
      try await ContinuousClock().sleep(until: until)
    }
    return clock
  }
}
