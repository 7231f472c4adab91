@testable import Settings
import Foundation
import Kafka
import Testing
import TestSupport
import TimeReport

@testable import Adapter
@testable import Operations
@testable import Telemetry

/// The fleet as the status page shows it.
@Suite struct FleetTests {
  @Test("the fleet shows the members of each group and their partitions")
  func fleetShowsMembersAndPartitions() async throws {
    try await StageBench.with { (bench) async throws in
      let book = FleetBook()
      let looks = Recorder<Bool>()
      let watch = watch(bench, book, looks)
      try await bench.run([watch, bench.submitStage(ScriptedSender()), bench.intakeStage()]) {
        try await looks.until { book.latest.members.map(\.partitions) == [[0, 1], [0]] }
        let fleet = book.latest
        #expect(fleet.members.map(\.role) == [.intake, .submit])
        #expect(fleet.problem == nil && fleet.asOf != nil)
      }
    }
  }

  @Test(
    "the time without a submitter starts when members are reported without one, and ends with a submitter"
  )
  func timeWithoutSubmitter() {
    let book = FleetBook()
    let start = Timestamp(clamping: 1_800_000_000_000)
    func member(_ partitions: [Int32]) -> Fleet.Member {
      Fleet.Member(role: .submit, instance: nil, host: "h", partitions: partitions)
    }
    book.update([], at: start)
    #expect(book.latest.noSubmitterSince == nil, "an empty list is no evidence")
    book.update([member([])], at: start)
    book.update([member([])], at: start + .seconds(100))
    #expect(book.latest.noSubmitterSince == start)
    book.noAnswer("No broker answers.")
    #expect(book.latest.noSubmitterSince == start)
    book.update([member([]), member([0])], at: start + .seconds(200))
    #expect(book.latest.noSubmitterSince == nil && book.latest.hasSubmitter)
  }

  /// An idle client waits for its brokers without an error, so the outage must be detected by asking.
  @Test("an idle instance detects unreachable brokers and their return") func idleInstanceDetectsAnOutage()
    async throws
  {
    try await StageBench.with { (bench) async throws in
      let book = FleetBook()
      let looks = Recorder<Bool>()
      let watch = watch(bench, book, looks, timeout: .seconds(10))
      try await bench.run([watch]) {
        try await looks.until { book.latest.asOf != nil }
        #expect(book.outage == nil)
        await bench.broker?.shutDown()
        try await looks.until { book.outage != nil }
        #expect(book.latest.asOf != nil, "the last known fleet is kept")
        try await bench.broker?.bringUp()
        try await looks.until { book.outage == nil }
      }
    }
  }

  @Test("one unanswered request is not an outage, two in a row are") func singleTimeoutIsNoOutage() {
    let book = FleetBook()
    book.noAnswer("No broker answers.")
    #expect(book.isUnanswered && book.outage == nil)
    book.noAnswer("No broker answers.")
    #expect(book.outage == "No broker answers.")
    book.fail("The groups cannot be described.")
    #expect(!book.isUnanswered && book.outage == nil)
    book.noAnswer("No broker answers.")
    #expect(book.outage == nil)
  }

  @Test("after a failure the last known fleet is kept with its time") func lastKnownFleetIsKept() {
    let book = FleetBook()
    let member = Fleet.Member(role: .submit, instance: "a", host: "10.0.0.1", partitions: [0])
    book.update([member], at: 1_795_629_600_000)
    book.fail("The brokers are away.")
    #expect(
      book.latest
        == Fleet(asOf: 1_795_629_600_000, members: [member], problem: "The brokers are away.")
    )
    book.update([], at: 1_795_629_660_000)
    #expect(book.latest.problem == nil)
  }

  @Test(
    "the instance name is taken from the client id",
    arguments: [
      ("elt-adapter.pod-1.submit", "pod-1"), ("elt-adapter.a.b.submit", "a.b"), ("elt-adapter.submit", nil),
      ("another", nil),
    ]
  ) func instanceNameComesFromTheClientId(_ clientId: String, _ instance: String?) {
    let member = ConsumerGroup.Member(
      clientId: clientId,
      host: "10.0.0.1",
      partitions: [
        TopicPartition(topic: "elt.outbox", partition: 3), TopicPartition(topic: "elt.outbox", partition: 1),
      ]
    )
    #expect(
      Fleet.Member(member, role: .submit, groupId: "elt-adapter")
        == Fleet.Member(role: .submit, instance: instance, host: "10.0.0.1", partitions: [1, 3])
    )
  }

  /// - Parameter looks: records each completed poll of the groups.
  private func watch(
    _ bench: StageBench,
    _ book: FleetBook,
    _ looks: Recorder<Bool>,
    timeout: Duration = .seconds(60)
  ) -> FleetWatch {
    var clock = AdapterClock.system
    // Polls without a pause, so that the test need not wait.
    clock.sleep = { _ in
      try Task.checkCancellation()
      looks.append(true)
    }
    return FleetWatch(
      kafka: bench.configuration.kafkaClient(named: "fleet", telemetry: bench.telemetry),
      groupId: bench.configuration.kafka.groupId,
      book: book,
      clock: clock,
      timeout: timeout
    )
  }
}
