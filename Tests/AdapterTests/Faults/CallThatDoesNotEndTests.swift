import ELTSimulator
import Logging
import ELT
import Kafka
import TestSupport
import TimeReport
import Testing


/// Calls to ELT hang while the outbox fills: reading goes on (and with it the membership in the group), memory is bounded.
@Suite(.timeLimit(.minutes(2))) struct CallThatDoesNotEndTests {
  @Test func theOutboxIsPolledMeanwhileAndReadNoFurtherThanBounded() async throws {
    try await StageBench.with(["ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "1000"]) { (bench) async throws in
      let gate = Gate()
      let sender = ScriptedSender { _, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      let stage = bench.submitStage(sender)
      try await bench.publish((0..<300).map { bench.submission("report-\($0)") })
      try await bench.run([stage]) { () async throws in
        // That takes several polls, and no call has ended.
        await bench.log.contains("Reading the outbox paused")
        let status = try #require(await stage.status().first)
        #expect((200...250).contains(status.backlog))
        #expect(sender.texts.count <= 4)
        gate.open()
        await bench.log.contains("Reading the outbox resumed")
        try await bench.outcomes(300)
      }
      #expect(Set(sender.texts).count == 300)
      #expect(sender.texts.count == 300)
    }
  }

  /// Who paused reading and had to give the partition up reads it again when it comes back.
  @Test func whatWasPausedIsReadAgainAfterARebalance() async throws {
    try await StageBench.with(["ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "1000"]) { (bench) async throws in
      let gate = Gate()
      let sender = ScriptedSender { _, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      try await bench.publish((0..<300).map { bench.submission("report-\($0)") })
      try await bench.run([bench.submitStage(sender)]) { () async throws in
        await bench.log.contains("Reading the outbox paused")
        let kafka = KafkaConfiguration(bootstrapServers: bench.configuration.kafka.bootstrapServers)
        let group = "\(bench.configuration.kafka.groupId).submit"
        let other = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: group))
        try await other.subscribe([bench.topics.outbox])
        let membership = Task { while !Task.isCancelled { _ = try await other.poll(timeout: .seconds(1)) } }
        try await KafkaAdmin.with(kafka) { admin in
          while try await admin.describeGroup(group).state != .rebalancing {}
        }
        // The stage is asked to give the partition up, and waits for the calls under way.
        gate.open()
        await bench.log.contains("Released the outbox partition")
        membership.cancel()
        _ = await membership.result
        await other.close()
        try await bench.outcomes(300)
      }
      #expect(Set(sender.texts).count == 300 && sender.texts.count == 300)
    }
  }

  @Test func largeRequestsCountByTheirSize() async throws {
    try await StageBench.with { (bench) async throws in
      let gate = Gate()
      let sender = ScriptedSender { _, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      let stage = bench.submitStage(sender)
      let large = String(repeating: "x", count: 3 * 1024 * 1024)
      for number in 0..<16 {
        try await bench.publish([bench.submission("report-\(number)", document: large)])
      }
      try await bench.run([stage]) { () async throws in
        await bench.log.contains("Reading the outbox paused")
        let status = try #require(await stage.status().first)
        #expect(status.backlog < 16)
        gate.open()
        try await bench.outcomes(16)
      }
      #expect(sender.calls.elements.count == 16)
    }
  }
}
