import Kafka
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Adapter

/// A stage ends in an outage and begins anew, ever more slowly, until it works again.
@Suite struct StageRestartTests {
  private let log = CapturedLog()

  /// A clock that only sleeping moves.
  private final class Time: Sendable {
    let now = Mutex(ContinuousClock.now)
    let sleeps = Mutex<[Duration]>([])

    var clock: AdapterClock {
      var clock = AdapterClock.system
      clock.steady = { self.now.withLock { $0 } }
      clock.jitter = { 1 }
      clock.sleep = { until in
        try Task.checkCancellation()
        self.now.withLock { now in
          self.sleeps.withLock { $0.append(until - now) }
          now = until
        }
      }
      return clock
    }
  }

  private let away = TransactionFailure.fatal(
    KafkaError(code: "_TIMED_OUT", reason: "no answer", isFatal: true)
  )

  private func restart(_ time: Time, _ telemetry: Telemetry) -> StageRestart {
    StageRestart(role: .submit, telemetry: telemetry, retry: RetryPolicy(), clock: time.clock)
  }

  @Test func itBeginsAnewWithLongerAndLongerWaits() async throws {
    let time = Time()
    let runs = Recorder<Int>()
    let telemetry = Telemetry(logger: log.logger)
    try await restart(time, telemetry).run {
      runs.append(1)
      if runs.elements.count <= 8 { throw away }
    }
    #expect(runs.elements.count == 9)
    #expect(time.sleeps.withLock { $0 } == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
    #expect(telemetry.outages.current == [.submit: "_TIMED_OUT"], "until the group gives out partitions")
    telemetry.rebalanced(role: .submit, assigned: 1)
    #expect(telemetry.outages.current.isEmpty)
  }

  @Test func aRunThatLastedForgetsTheOutageBefore() async throws {
    let time = Time()
    let runs = Recorder<Int>()
    try await restart(time, Telemetry(logger: log.logger)).run {
      runs.append(1)
      let run = runs.elements.count
      if run == 3 { time.now.withLock { $0 += .seconds(600) } }
      if run <= 3 { throw away }
    }
    #expect(time.sleeps.withLock { $0 } == [1, 2, 1].map { .seconds($0) })
  }

  @Test func whatIsNoOutageEndsIt() async throws {
    let error = KafkaError(code: "TOPIC_AUTHORIZATION_FAILED", reason: "no right")
    await #expect(throws: error) {
      try await restart(Time(), Telemetry(logger: log.logger)).run { throw error }
    }
  }

  @Test func aStopEndsTheWait() async throws {
    let telemetry = Telemetry(logger: log.logger)
    let restart = StageRestart(role: .prepare, telemetry: telemetry, retry: RetryPolicy(), clock: .system)
    let running = Task { try await restart.run { throw away } }
    await log.contains("The brokers are away")
    running.cancel()
    try await running.value
  }
}
