import Testing

@testable import Stages
@testable import Submission

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy()

  @Test func theWaitDoublesUpToTheLongest() {
    let waits = (1...8).map { policy.backoff(failures: $0, jitter: 1) }
    #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
  }

  @Test(arguments: [0, -1, Int.min]) func fewerThanOneFailureCountsAsOne(failures: Int) {
    #expect(policy.backoff(failures: failures, jitter: 1) == .seconds(1))
  }

  @Test func noNumberOfFailuresOverflows() {
    #expect(policy.backoff(failures: .max, jitter: 1) == .seconds(60))
  }

  @Test func jitterSpreadsTheWaitOverItsUpperHalf() {
    #expect(policy.backoff(failures: 3, jitter: 0) == .seconds(2))
    #expect(policy.backoff(failures: 3, jitter: 0.5) == .seconds(3))
    #expect(policy.backoff(failures: 3, jitter: 1) == .seconds(4))
  }

  @Test func retryAfterIsHonouredUpToAnHour() {
    #expect(policy.honoured(.seconds(90)) == .seconds(90))
    #expect(policy.honoured(.seconds(7200)) == .seconds(3600))
  }
}
