@testable import Telemetry
import ELT
import Logging
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Stages
@testable import Submission

/// ELT is unreachable: the breaker opens, one call at a time probes, the operator is alerted, and nothing is lost.
@Suite struct BreakerTests {
  @Test("the breaker opens after a failure, probes and closes after an answer")
  func breakerOpensProbesAndCloses() {
    var world = SubmitWorld(requestsPerSecond: 10)
    for name in ["A", "B"] { world.submit(name) }
    #expect(world.machine.breaker.state == .closed)
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    #expect(world.machine.breaker.state == .open(until: world.now.steady + .seconds(1)))
    world.proceedThroughWaits()
    #expect(world.machine.breaker.state == .probing(offset: 0))
    world.answer("A", .receipt(txId: "tx"))
    #expect(world.machine.breaker.state == .closed)
    #expect(world.machine.breaker.outage == nil)
  }

  @Test("a slow call does not delay the probe") func slowCallDoesNotDelayTheProbe() {
    var world = SubmitWorld(requestsPerSecond: 10, maxInFlight: 2)
    for name in ["slow", "A", "B"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    let began = world.now.steady
    world.proceedThroughWaits()
    #expect(world.machine.callsUnderWay == 2, "the slow call and the probe")
    #expect(world.now.steady - began <= .seconds(1.1))
    world.answer("A", .receipt(txId: "tx"))
    world.proceedThroughWaits()
    #expect(world.reportsCalled == ["slow", "A", "A", "B"])
  }

  @Test("a call from before the outage that fails does not count") func earlierFailureDoesNotCount() {
    var world = SubmitWorld(requestsPerSecond: 10, maxInFlight: 2)
    for name in ["slow", "A"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    world.proceedThroughWaits()
    world.answer("slow", .unknown)
    #expect(world.machine.breaker.state == .probing(offset: 1), "the probe decides")
    #expect(world.machine.breaker.failures == 1)
  }

  @Test("an answer to a call from before the outage closes the breaker") func earlierCallWithAnAnswerCloses()
  {
    var world = SubmitWorld(requestsPerSecond: 10, maxInFlight: 2)
    for name in ["slow", "A"] { world.submit(name) }
    world.proceedThroughWaits()
    world.answer("A", .notDelivered)
    world.answer("slow", .receipt(txId: "tx"))
    #expect(world.machine.breaker.state == .closed)
  }

  @Test("a call that the adapter cancelled does not open the breaker") func cancelledCallIsNoOutage() {
    var world = SubmitWorld()
    world.submit("A")
    world.proceed()
    world.answer("A", .notDelivered(TransportFailure(.transportCancelled, "The adapter stopped.")))
    #expect(world.machine.breaker.state == .closed)
  }

  @Test("the alert is raised once, repeated at its interval and ended once") func alertIsRepeatedAndEnds() {
    var (breaker, alert) = (CircuitBreaker(RetryPolicy()), OutageAlert())
    var now = SubmitMachine.Now(steady: .now, wall: 1_800_000_000_000)
    let failure = TransportFailure(.transportConnect, "The connection was refused.")
    var notices: [OutageAlert.Notice] = []
    #expect(alert.notice(breaker, at: now.steady) == nil)
    for probe in 0..<20 {
      breaker.failed(Int64(probe), failure, at: now, jitter: 1)
      if let notice = alert.notice(breaker, at: now.steady) { notices.append(notice) }
      now.steady += .seconds(60)
      breaker.started(Int64(probe + 1))
    }
    breaker.answered()
    if let notice = alert.notice(breaker, at: now.steady) { notices.append(notice) }
    #expect(alert.notice(breaker, at: now.steady) == nil)
    #expect(
      notices == [
        .opened(failure), .lasting(failure, failures: 6, since: .seconds(300)),
        .lasting(failure, failures: 11, since: .seconds(600)),
        .lasting(failure, failures: 16, since: .seconds(900)), .closed(after: .seconds(1200)),
      ]
    )
  }

  @Test(
    "an alert that needs a person names what to check",
    arguments: [
      ProblemCode.eltAccessDenied, .transportClientCertificateRefused, .transportServerCertificate,
      .transportClientCertificateExpired, .transportTLS, .eltWrongAddress,
    ]
  )
  func alertNeedingAPersonNamesTheChecks(_ code: ProblemCode) {
    let log = CapturedLog()
    log.logger.log(.opened(TransportFailure(code, "A sentence.")))
    #expect(log.lines.count == 1)
    #expect(log.count(of: .eltAccessRefused) == 1 && log.alarms.count == 1)
    #expect(log.lines.allSatisfy { $0.contains(#""level":"error""#) && $0.contains("A sentence.") })
  }
}
