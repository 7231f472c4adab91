import Telemetry
import Foundation
import Glibc
import Kafka
import Testing
import TestSupport
import TimeReport

/// Sends SIGTERM and SIGINT to the real program while a call to ELT is in progress.
@Suite(.serialized) struct ShutdownTests {
  /// Runs the body while the simulator has a report that it answers after this many seconds.
  private func duringACall(
    answeredAfter seconds: Int,
    _ body: (_ adapter: RunningCommand, _ restart: () throws -> RunningCommand, _ brokers: String)
      async throws -> Void
  ) async throws {
    try await Installation.with(
      simulating: ["--fault", "slow=\(seconds)s:first=1"],
      kafka: "instanceId: one",
      settings: """
        pacing: {requestsPerSecond: 1000}
        log: {level: debug, format: text}
        """
    ) { installation in
      try await installation.createTopics()
      let adapter = try installation.start()
      try await installation.publish(1)
      #expect(try await adapter.logs(.callStarted))
      try await body(adapter, { try installation.start() }, installation.brokers)
    }
  }

  @Test("the first signal waits for the call, settles it and exits with 0") func firstSignalSettlesTheCall()
    async throws
  {
    try await duringACall(answeredAfter: 2) { (adapter, _, brokers) async throws in
      #expect(try await adapter.terminate() == 0)
      #expect(try await Outcomes.read(1, brokers: brokers).map(\.outcome.type) == [.accepted])
    }
  }

  @Test("a second signal exits at once and the next owner reports the doubt", arguments: [SIGTERM, SIGINT])
  func secondSignalEndsAtOnce(_ signal: Int32) async throws {
    try await duringACall(answeredAfter: 45) { (adapter, restart, brokers) async throws in
      adapter.send(SIGTERM)
      #expect(try await adapter.logs(.stopRequested))
      adapter.send(signal)
      #expect(try await adapter.ended() == 128 + signal)
      let next = try restart()
      #expect(try await Outcomes.read(1, brokers: brokers).map(\.outcome.type) == [.inDoubt])
      #expect(try await next.terminate() == 0)
    }
  }
}
