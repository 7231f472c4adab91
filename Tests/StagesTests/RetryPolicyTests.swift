import Testing

@testable import Stages

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy()

  @Test("the backoff doubles up to its maximum") func backoffDoubles() {
    let waits = (1...8).map { policy.backoff(failures: $0, jitter: 1) }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
  }

  @Test("fewer than one failure counts as one", arguments: [0, -1, Int.min])
  func nonPositiveFailuresCountAsOne(failures: Int) {
    #expect(policy.backoff(failures: failures, jitter: 1) == .seconds(1))
  }

  @Test("no number of failures overflows") func backoffDoesNotOverflow() {
    #expect(policy.backoff(failures: .max, jitter: 1) == .seconds(60))
  }

  @Test("jitter spreads the wait over its upper half") func jitterCoversTheUpperHalf() {
    #expect(policy.backoff(failures: 3, jitter: 0) == .seconds(2))
    #expect(policy.backoff(failures: 3, jitter: 0.5) == .seconds(3))
    #expect(policy.backoff(failures: 3, jitter: 1) == .seconds(4))
  }

  @Test("Retry-After is honoured up to one hour") func retryAfterIsLimited() {
    #expect(policy.honoured(.seconds(90)) == .seconds(90))
    #expect(policy.honoured(.seconds(7200)) == .seconds(3600))
  }
}
