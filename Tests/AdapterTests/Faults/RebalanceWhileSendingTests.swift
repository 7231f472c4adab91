import ELT
import Kafka
import Testing
import TimeReport

/// The outbox partition goes from one instance to another while attempts are recorded, calls are under way and answers are
/// settled: who must give it up settles first, so nothing is sent twice and nothing is in doubt.
@Suite struct RebalanceWhileSendingTests {
  @Test func eachReportIsSentOnceAndNoneIsInDoubt() async throws {
    try await StageBench.with { bench in
      let admin = try KafkaAdmin(bench.kafka)
      let sender = ScriptedSender { envelope, _ in
        // A call takes some round trips to the broker, so that one is under way at nearly every moment.
        for _ in 0..<5 { _ = try? await admin.brokers() }
        return .receipt(txId: "receipt for \(envelope.count) bytes")
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
