@testable import PipelineTestSupport
@testable import Telemetry
@testable import PipelineRecords
@testable import Settings
@testable import Submission
import ELTSimulator
import Logging
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

/// Calls to ELT hang while the outbox fills: polling continues, which keeps the group membership, and memory is bounded.
@Suite struct HangingCallTests {
  private static let published = 12

  /// Reading pauses at 8 waiting records, which takes several polls.
  private static var readAhead: ReadAhead {
    var readAhead = ReadAhead()
    (readAhead.records, readAhead.recordsPerPoll) = (8, 2)
    return readAhead
  }

  @Test("while calls hang, the outbox is polled and the read-ahead stays bounded")
  func outboxReadAheadIsBounded() async throws {
    try await StageBench.with(["ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "1000"]) { (bench) async throws in
      let gate = Gate()
      let sender = ScriptedSender { _, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      let stage = bench.submitStage(sender, readAhead: Self.readAhead)
      try await bench.publish((0..<Self.published).map { bench.submission("report-\($0)") })
      try await bench.run([stage]) { () async throws in
        // No call has ended.
        try await bench.log.contains(.readingPaused)
        let status = try #require(await stage.status().first)
        #expect((8..<10).contains(status.backlog))
        #expect(sender.texts.count <= 4)
        gate.open()
        try await bench.log.contains(.readingResumed)
        try await bench.outcomes(Self.published)
      }
      #expect(Set(sender.texts).count == Self.published)
      #expect(sender.texts.count == Self.published)
    }
  }

  /// The pause belongs to the revoked assignment and must not outlive it.
  @Test("reading a paused partition resumes after a rebalance") func readingResumesAfterRebalance()
    async throws
  {
    try await StageBench.with(["ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "1000"]) { (bench) async throws in
      let gate = Gate()
      let sender = ScriptedSender { _, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      try await bench.publish((0..<Self.published).map { bench.submission("report-\($0)") })
      try await bench.run([bench.submitStage(sender, readAhead: Self.readAhead)]) { () async throws in
        try await bench.log.contains(.readingPaused)
        let kafka = KafkaConfiguration(bootstrapServers: bench.configuration.kafka.bootstrapServers)
        let group = "\(bench.configuration.kafka.groupId).submit"
        let other = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: group))
        try await other.subscribe([bench.topics.outbox])
        let membership = Task { while !Task.isCancelled { _ = try await other.poll(timeout: .seconds(1)) } }
        try await KafkaAdmin.with(kafka) { admin in
          var patience = Patience()
          while try await admin.describeGroup(group).state != .rebalancing {
            try patience.check("The group does not rebalance.")
          }
        }
        // The partition is being revoked, and the stage waits for the calls in progress.
        gate.open()
        try await bench.log.contains(.partitionReleased)
        membership.cancel()
        _ = await membership.result
        await other.close()
        try await bench.outcomes(Self.published)
      }
      #expect(Set(sender.texts).count == Self.published && sender.texts.count == Self.published)
    }
  }

  @Test("large requests pause reading at the byte limit") func readAheadIsBoundedInBytes() async throws {
    try await StageBench.with { (bench) async throws in
      let gate = Gate()
      let sender = ScriptedSender { _, _ in
        await gate.wait()
        return .receipt(txId: "receipt")
      }
      var readAhead = Self.readAhead
      (readAhead.records, readAhead.bytes) = (200, 32 * 1024)
      let stage = bench.submitStage(sender, readAhead: readAhead)
      let large = String(repeating: "x", count: 3 * 1024)
      try await bench.publish((0..<16).map { bench.submission("report-\($0)", document: large) })
      try await bench.run([stage]) { () async throws in
        try await bench.log.contains(.readingPaused)
        let status = try #require(await stage.status().first)
        #expect(status.backlog < 16)
        gate.open()
        try await bench.outcomes(16)
      }
      #expect(sender.calls.elements.count == 16)
    }
  }
}
