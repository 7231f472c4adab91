import Testing

@testable import Telemetry

/// What is taken for being stuck.
struct WatchdogTests {
  private let start = ContinuousClock.Instant.now

  @Test func whatHasNothingToDoIsNotStuck() {
    var watchdog = Watchdog()
    watchdog.expect(.submitter(partition: 0), by: start + .seconds(10))
    watchdog.done(.submitter(partition: 0))
    #expect(watchdog.overdue(at: start + .seconds(3600)).isEmpty)
  }

  @Test func whatIsNotHeardOfInTimeIsStuck() {
    var watchdog = Watchdog()
    watchdog.expect(.loop(.submit), by: start + .seconds(10))
    watchdog.expect(.call(partition: 1, offset: 5), by: start + .seconds(20))
    #expect(watchdog.overdue(at: start + .seconds(10)).isEmpty)
    #expect(watchdog.overdue(at: start + .seconds(11)) == [.loop(.submit)])
    #expect(watchdog.overdue(at: start + .seconds(21)) == [.call(partition: 1, offset: 5), .loop(.submit)])
    watchdog.expect(.loop(.submit), by: start + .seconds(30))
    #expect(watchdog.overdue(at: start + .seconds(21)) == [.call(partition: 1, offset: 5)])
  }

  @Test func moreWorkIsNoSignOfLife() {
    var watchdog = Watchdog()
    watchdog.expectUnlessDue(.submitter(partition: 0), by: start + .seconds(10))
    watchdog.expectUnlessDue(.submitter(partition: 0), by: start + .seconds(100))
    #expect(watchdog.overdue(at: start + .seconds(11)) == [.submitter(partition: 0)])
  }

  @Test func moreWorkEndsALongWait() {
    var watchdog = Watchdog()
    watchdog.expect(.submitter(partition: 0), by: start + .seconds(1000))
    watchdog.expectUnlessDue(.submitter(partition: 0), by: start + .seconds(10))
    #expect(watchdog.overdue(at: start + .seconds(11)) == [.submitter(partition: 0)])
  }
}
