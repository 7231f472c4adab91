import ELT
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Submission
@testable import Telemetry

/// The forecast uses the pace that calls reach if it is lower than the ceiling.
@Suite struct MeasuredPaceTests {
  /// A world with a ceiling of one call per second, one call at a time, and this many queued reports.
  private func world(queued: Int) -> SubmitWorld {
    var world = SubmitWorld(maxInFlight: 1)
    for number in 0..<queued { world.submit("report-\(number)") }
    return world
  }

  /// Makes calls until this many more have been answered, each after this time.
  private func answer(
    _ count: Int,
    after delay: Duration,
    with result: SubmissionResult = .receipt(txId: "receipt"),
    _ world: inout SubmitWorld
  ) {
    for _ in 0..<count {
      world.proceedThroughWaits()
      world.advance(by: delay)
      guard let call = world.calls.last else { return }
      world.answer(call.reportId, result)
    }
    world.proceedThroughWaits()
  }

  @Test("answers slower than the ceiling lengthen the forecast") func slowAnswers() {
    var world = world(queued: 40)
    #expect(world.machine.queue.secondsPerCall == 1)
    answer(20, after: .seconds(3), &world)
    #expect(world.machine.queue.secondsPerCall == 3)
    #expect(world.machine.queue.seconds == 60)
  }

  @Test("calls at the ceiling leave the forecast at the ceiling") func fastAnswers() {
    var world = world(queued: 40)
    answer(20, after: .milliseconds(10), &world)
    #expect(world.machine.queue.secondsPerCall == 1)
  }

  @Test("after the answers become faster, the forecast returns to the ceiling") func recovers() {
    var world = world(queued: 200)
    answer(20, after: .seconds(3), &world)
    #expect(world.machine.queue.secondsPerCall == 3)
    answer(120, after: .milliseconds(10), &world)
    #expect(world.machine.queue.secondsPerCall == 1)
  }

  @Test("pauses without a waiting report do not lower the pace") func idleTimeDoesNotCount() {
    var world = world(queued: 0)
    for number in 0..<20 {
      world.submit("report-\(number)")
      answer(1, after: .milliseconds(10), &world)
      world.advance(by: .seconds(60))
    }
    #expect(world.machine.queue.secondsPerCall == 1)
  }

  @Test("failed deliveries do not lower the pace") func failedDeliveriesDoNotCount() {
    var world = world(queued: 40)
    answer(20, after: .seconds(3), &world)
    answer(
      12,
      after: .milliseconds(10),
      with: .notDelivered(TransportFailure(.transportConnect, "refused")),
      &world
    )
    #expect(world.machine.queue.secondsPerCall == 1)
  }
}
