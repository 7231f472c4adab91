import PipelineTestSupport
import Testing

@testable import Operations

@Suite struct ClockHealthTests {
  @Test("the kernel's clock state gives synchronised, not synchronised or unknown") func kernelStates() {
    #expect(ClockHealth(state: 0, errorBoundMicroseconds: 1_001) == .synchronised(within: 2))
    // State 3 is a leap second in progress; the clock is synchronised.
    #expect(ClockHealth(state: 3, errorBoundMicroseconds: 500) == .synchronised(within: 1))
    #expect(ClockHealth(state: 5, errorBoundMicroseconds: 16_000_000) == .notSynchronised)
    #expect(ClockHealth(state: -1, errorBoundMicroseconds: 0) == .unknown)
  }

  @Test("only a synchronised clock is good") func onlyASynchronisedClockIsGood() {
    #expect(ClockHealth.synchronised(within: 5).isSynchronised)
    #expect(!ClockHealth.notSynchronised.isSynchronised && !ClockHealth.unknown.isSynchronised)
  }
}
