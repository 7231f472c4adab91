import ELT
import Kafka
import TestSupport
import Testing
import TimeReport

/// The outbox partition moves between instances while attempts are recorded, calls are in progress and answers are settled.
/// The owner settles its calls before it releases the partition, so nothing is sent twice and nothing is in doubt.
@Suite struct RebalanceWhileSendingTests {
  @Test("each report is sent once and none is in doubt while instances join and leave")
  func eachReportIsSentOnce() async throws {
    try await StageBench.with { bench in
      let admin = try KafkaAdmin(bench.kafka)
      let sender = ScriptedSender { envelope, _ in
        // A call takes some round trips to the broker, so that a call is in progress almost all the time.
        for _ in 0..<5 { _ = try? await admin.brokers() }
        return .receipt(txId: .named("\(envelope.count) bytes"))
      }
      let batches = (0..<4).map { batch in (0..<8).map { "R\(batch)-\($0)" } }
      try await bench.run([bench.submitStage(sender)]) {
        var published = 0
        for batch in batches {
          try await bench.publish(batch.map { bench.submission($0) })
          published += batch.count
          try await bench.run([bench.submitStage(sender)]) { [published] in
            try await bench.outcomes(published)
          }
        }
      }
      await admin.close()
      #expect(sender.texts.sorted() == batches.flatMap(\.self).map { "\($0) first" }.sorted())
      let outcomes = try await bench.allOutcomes()
      #expect(outcomes.count == batches.flatMap(\.self).count)
      #expect(outcomes.allSatisfy { $0.outcome.type == .accepted })
    }
  }
}
