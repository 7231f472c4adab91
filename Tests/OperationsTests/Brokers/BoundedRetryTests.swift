import Kafka
import Synchronization
import Telemetry
import Testing

@testable import Operations

@Suite struct BoundedRetryTests {
  /// A clock on which sleeping takes no time.
  private final class Time: Sendable {
    let now = Mutex(ContinuousClock.now)

    var clock: AdapterClock {
      var clock = AdapterClock.system
      clock.steady = { self.now.withLock { $0 } }
      clock.sleep = { until in self.now.withLock { $0 = until } }
      return clock
    }
  }

  private func attempts(_ codes: [String], isRetriable: Bool = true, limit: Duration = .seconds(15)) async
    -> (made: Int, error: KafkaError?)
  {
    let made = Mutex(0)
    do {
      try await BoundedRetry(limit: limit, clock: Time().clock).run {
        let index = made.withLock { count in
          defer { count += 1 }
          return count
        }
        if index < codes.count { throw KafkaError(code: codes[index], reason: "", isRetriable: isRetriable) }
      }
      return (made.withLock { $0 }, nil)
    } catch {
      return (made.withLock { $0 }, error as? KafkaError)
    }
  }

  @Test("an error that passes is retried until the request succeeds") func passingErrorIsRetried() async {
    let (made, error) = await attempts(["NOT_COORDINATOR", "NOT_LEADER_FOR_PARTITION"])
    #expect(made == 3 && error == nil)
  }

  @Test("the last error is thrown after the limit") func lastErrorIsThrown() async {
    let (made, error) = await attempts(
      Array(repeating: "COORDINATOR_LOAD_IN_PROGRESS", count: 1000),
      limit: .seconds(1)
    )
    #expect(error?.code == "COORDINATOR_LOAD_IN_PROGRESS")
    #expect(made == 5, "once at the start and every 250 ms")
  }

  @Test(
    "a lasting error and a missing answer are thrown at once",
    arguments: ["TOPIC_AUTHORIZATION_FAILED", "_TIMED_OUT"]
  )
  func lastingErrorIsThrown(_ code: String) async {
    let (made, error) = await attempts([code], isRetriable: code == "_TIMED_OUT")
    #expect(made == 1 && error?.code == code)
  }

  @Test("metadata that a broker has not received yet is retried") func missingMetadataIsRetried() async {
    #expect(await attempts(["UNKNOWN_TOPIC_OR_PART"], isRetriable: false).error == nil)
  }
}
