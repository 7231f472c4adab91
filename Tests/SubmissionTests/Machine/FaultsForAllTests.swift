import ELT
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords
@testable import Submission
@testable import Telemetry

/// ELT answers every report with a server fault: the service fails, not the reports.
@Suite struct FaultsForAllTests {
  @Test("the third report in a row with a fault opens the breaker") func thirdReportOpensTheBreaker() {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B", "C", "D"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("A", .serverFault)
    world.answer("B", .serverFault)
    #expect(world.machine.breaker.state == .closed)
    world.answer("C", .serverFault)
    #expect(world.machine.breaker.outage?.failure.code == .eltFaultsForAll)
    #expect(world.machine.breaker.state == .open(until: world.now.steady + .seconds(1)))
  }

  @Test("a backlog waits through hours of faults and is sent afterwards", arguments: [3, 5, 100])
  func backlogWaits(_ count: Int) {
    var world = SubmitWorld()
    for number in 0..<count { world.submit("report-\(number)") }
    world.run(until: .seconds(7200)) { _ in .serverFault }
    #expect(world.outcomes.isEmpty)
    #expect(world.calls.count < 7200 / 25, "one call at a time probes")
    world.run(until: .seconds(8200)) { .receipt(txId: .named("tx-\($0)")) }
    #expect(world.outcomes.count { $0.outcome.type == .accepted } == count)
    #expect(world.committed == Int64(count))
  }

  @Test("several outages one after the other fail nothing") func repeatedOutages() {
    var world = SubmitWorld()
    for number in 0..<200 { world.submit("report-\(number)") }
    for outage in 1...8 {
      world.run(until: .seconds(outage * 1000 - 990)) { .receipt(txId: .named("tx-\($0)")) }
      world.run(until: .seconds(outage * 1000)) { _ in .serverFault }
    }
    world.run(until: .seconds(10_000)) { .receipt(txId: .named("tx-\($0)")) }
    #expect(world.outcomes.count { $0.outcome.type == .accepted } == 200)
  }

  @Test("the only reports that get faults fail while others are answered, even several in a row")
  func faultyReportsFail() {
    var world = SubmitWorld()
    for number in 0..<5 { world.submit("bad-\(number)") }
    for number in 0..<300 { world.submit("good-\(number)") }
    world.run(until: .seconds(3600)) {
      $0.hasPrefix("bad") ? .serverFault : .receipt(txId: .named("tx-\($0)"))
    }
    #expect(world.outcomes.count { $0.outcome.firstCode == .eltServerFault } == 5)
    #expect(world.outcomes.count { $0.outcome.type == .accepted } == 300)
  }

  @Test("a refusal shows that the service works, so faults of others count")
  func refusalShowsThatTheServiceWorks() {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B", "C", "D"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("A", .serverFault)
    world.answer("B", .serverFault)
    world.answer("C", .refusal)
    world.answer("D", .serverFault)
    #expect(world.machine.breaker.state == .closed)
  }

  @Test("the alert names the fault") func alertNamesTheFault() {
    let log = CapturedLog()
    log.logger.log(.opened(.faultsForAll(ServerFault(.eltServerFault, status: 500, "A sentence."))))
    #expect(log.count(of: .eltFaultsForAll) == 1 && log.alarms.count == 1)
    #expect(log.lines.allSatisfy { $0.contains("A sentence.") })
  }
}
