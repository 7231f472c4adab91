import Testing

@testable import Telemetry

/// Detects parts that are stuck.
struct WatchdogTests {
  private let start = ContinuousClock.Instant.now

  @Test("a part without work is not stuck") func idlePartIsNotStuck() {
    var watchdog = Watchdog()
    watchdog.expect(.submitter(partition: 0), by: start + .seconds(10))
    watchdog.done(.submitter(partition: 0))
    #expect(watchdog.overdue(at: start + .seconds(3600)).isEmpty)
  }

  @Test("a part that misses its deadline is stuck") func overduePartIsStuck() {
    var watchdog = Watchdog()
    watchdog.expect(.loop(.submit), by: start + .seconds(10))
    watchdog.expect(.call(partition: 1, offset: 5), by: start + .seconds(20))
    #expect(watchdog.overdue(at: start + .seconds(10)).isEmpty)
    #expect(watchdog.overdue(at: start + .seconds(11)) == [.loop(.submit)])
    #expect(watchdog.overdue(at: start + .seconds(21)) == [.call(partition: 1, offset: 5), .loop(.submit)])
    watchdog.expect(.loop(.submit), by: start + .seconds(30))
    #expect(watchdog.overdue(at: start + .seconds(21)) == [.call(partition: 1, offset: 5)])
  }

  @Test("more work does not extend the deadline") func moreWorkKeepsTheDeadline() {
    var watchdog = Watchdog()
    watchdog.expectUnlessDue(.submitter(partition: 0), by: start + .seconds(10))
    watchdog.expectUnlessDue(.submitter(partition: 0), by: start + .seconds(100))
    #expect(watchdog.overdue(at: start + .seconds(11)) == [.submitter(partition: 0)])
  }

  @Test("more work shortens a long deadline") func moreWorkShortensALongDeadline() {
    var watchdog = Watchdog()
    watchdog.expect(.submitter(partition: 0), by: start + .seconds(1000))
    watchdog.expectUnlessDue(.submitter(partition: 0), by: start + .seconds(10))
    #expect(watchdog.overdue(at: start + .seconds(11)) == [.submitter(partition: 0)])
  }
}
