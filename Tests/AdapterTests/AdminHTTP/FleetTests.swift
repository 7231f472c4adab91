import Foundation
import Kafka
import Testing

@testable import Adapter

/// Which instances there are, as the status page tells.
@Suite(.timeLimit(.minutes(2))) struct FleetTests {
  @Test func theBrokersSayWhoSends() async throws {
    try await StageBench.with { (bench) async throws in
      let book = FleetBook()
      var clock = AdapterClock.system
      // Looks again and again, so that the test need not wait.
      clock.sleep = { _ in await Task.yield() }
      let watch = FleetWatch(
        configuration: bench.configuration,
        telemetry: bench.telemetry,
        book: book,
        clock: clock
      )
      try await bench.run([watch, bench.submitStage(ScriptedSender()), bench.prepareStage()]) {
        var fleet = book.latest
        while fleet.members.map(\.partitions) != [[0, 1], [0]] {
          await Task.yield()
          fleet = book.latest
        }
        #expect(fleet.members.map(\.role) == [.prepare, .submit])
        #expect(fleet.problem == nil && fleet.asOf != nil)
      }
    }
  }

  @Test func whatWasKnownStaysWithItsTime() {
    let book = FleetBook()
    let member = Fleet.Member(role: .submit, instance: "a", host: "10.0.0.1", partitions: [0])
    book.know([member], at: "2026-11-25T18:00:00.000Z")
    book.fail("The brokers are away.")
    #expect(
      book.latest
        == Fleet(asOf: "2026-11-25T18:00:00.000Z", members: [member], problem: "The brokers are away.")
    )
    book.know([], at: "2026-11-25T18:01:00.000Z")
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
}
