import ELT
import Kafka
import Testing
import TimeReport


/// The outbox partition goes from one instance to another while attempts are recorded, calls are under way and answers are
/// settled: who must give it up settles first, so nothing is sent twice and nothing is in doubt.
@Suite(.timeLimit(.minutes(2))) struct RebalanceWhileSendingTests {
  @Test func eachReportIsSentOnceAndNoneIsInDoubt() async throws {
    try await StageBench.with { bench in
      let sender = ScriptedSender { envelope, _ in
        // A call is under way at nearly every moment.
        for _ in 0..<2000 { await Task.yield() }
        return .receipt(txId: "receipt for \(envelope.count) bytes")
      }
      let batches = (0..<8).map { batch in (0..<15).map { "R\(batch)-\($0)" } }
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
      #expect(sender.texts.sorted() == batches.flatMap(\.self).map { "\($0) first" }.sorted())
      let outcomes = try await bench.allOutcomes()
      #expect(outcomes.count == batches.flatMap(\.self).count)
      #expect(outcomes.allSatisfy { $0.outcome.type == .accepted })
    }
  }
}
