@testable import Settings
import Foundation
import Kafka
import Testing
import TestSupport

@testable import Adapter
@testable import Operations
@testable import Telemetry

/// Which instances there are, as the status page tells.
@Suite struct FleetTests {
  @Test func theBrokersSayWhoSends() async throws {
    try await StageBench.with { (bench) async throws in
      let book = FleetBook()
      let looks = Recorder<Bool>()
      let watch = watch(bench, book, looks)
      try await bench.run([watch, bench.submitStage(ScriptedSender()), bench.prepareStage()]) {
        try await looks.until { book.latest.members.map(\.partitions) == [[0, 1], [0]] }
        let fleet = book.latest
        #expect(fleet.members.map(\.role) == [.intake, .submit])
        #expect(fleet.problem == nil && fleet.asOf != nil)
      }
    }
  }

  /// Clients that have nothing to do wait for their brokers without an error.
  @Test func brokersThatAreAwayAreMissedByAnIdleInstance() async throws {
    try await StageBench.with { (bench) async throws in
      let book = FleetBook()
      let looks = Recorder<Bool>()
      let watch = watch(bench, book, looks, timeout: .milliseconds(200))
      try await bench.run([watch]) {
        try await looks.until { book.latest.asOf != nil }
        #expect(book.outage == nil)
        await bench.broker?.shutDown()
        try await looks.until { book.outage != nil }
        #expect(book.latest.asOf != nil, "what was known stays")
        try await bench.broker?.bringUp()
        try await looks.until { book.outage == nil }
      }
    }
  }

  @Test func oneUnansweredQuestionIsNoOutage() {
    let book = FleetBook()
    book.noAnswer("Nobody answers.")
    #expect(book.isUnanswered && book.outage == nil)
    book.noAnswer("Nobody answers.")
    #expect(book.outage == "Nobody answers.")
    book.fail("Groups are not told of.")
    #expect(!book.isUnanswered && book.outage == nil)
    book.noAnswer("Nobody answers.")
    #expect(book.outage == nil)
  }

  @Test func whatWasKnownStaysWithItsTime() {
    let book = FleetBook()
    let member = Fleet.Member(role: .submit, instance: "a", host: "10.0.0.1", partitions: [0])
    book.update([member], at: "2026-11-25T18:00:00.000Z")
    book.fail("The brokers are away.")
    #expect(
      book.latest
        == Fleet(asOf: "2026-11-25T18:00:00.000Z", members: [member], problem: "The brokers are away.")
    )
    book.update([], at: "2026-11-25T18:01:00.000Z")
    #expect(book.latest.problem == nil)
  }

  @Test(arguments: [
    ("elt-adapter.pod-1.submit", "pod-1"), ("elt-adapter.a.b.submit", "a.b"), ("elt-adapter.submit", nil),
    ("another", nil),
  ]) func anInstanceIsNamedAsItIsConfigured(_ clientId: String, _ instance: String?) {
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

  /// - Parameter looks: records that a look has ended.
  private func watch(
    _ bench: StageBench,
    _ book: FleetBook,
    _ looks: Recorder<Bool>,
    timeout: Duration = .seconds(4)
  ) -> FleetWatch {
    var clock = AdapterClock.system
    // Looks again and again, so that the test need not wait.
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
