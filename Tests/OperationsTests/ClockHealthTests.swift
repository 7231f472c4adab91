import PipelineTestSupport
import Testing

@testable import Operations

@Suite struct ClockHealthTests {
  @Test func statesOfTheKernel() {
    #expect(ClockHealth(state: 0, errorBoundMicroseconds: 1_001) == .synchronised(within: 2))
    // A leap second is to come, or under way: still kept right.
    #expect(ClockHealth(state: 3, errorBoundMicroseconds: 500) == .synchronised(within: 1))
    #expect(ClockHealth(state: 5, errorBoundMicroseconds: 16_000_000) == .notSynchronised)
    #expect(ClockHealth(state: -1, errorBoundMicroseconds: 0) == .unknown)
  }

  @Test func onlyASynchronisedClockIsGood() {
    #expect(ClockHealth.synchronised(within: 5).isSynchronised)
    #expect(!ClockHealth.notSynchronised.isSynchronised && !ClockHealth.unknown.isSynchronised)
  }
}
