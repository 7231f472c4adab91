import PipelineTestSupport
import ELTSimulator
import Kafka
import Signatures
import SyntheticEvents
import TestSupport
import Testing
import TimeReport

@testable import Intake
@testable import Telemetry

/// The part of a batch that continues while own signatures wait for an OCSP response.
@Suite struct CompletedBatchTests {
  private static let done = IntakePipeline.Progress.done(.unreadable([]))

  private func waiting(_ count: Int, _ own: OwnSignatures) throws -> [IntakePipeline.Progress] {
    let pipeline = Trust.pipeline(signer: own.signer)
    return try OwnSignatures.events(count, seed: 21).map {
      let progress = pipeline.process($0.rawEvent, now: SignedEvents.now)
      guard case .awaitsStatus = progress else {
        Issue.record("not signed by the organisation")
        return Self.done
      }
      return progress
    }
  }

  private func batch(_ places: [(Int32, Int64, IntakePipeline.Progress)]) async -> CompletedBatch {
    await CompletedBatch(
      places.map { .request("", partition: $0.0, at: $0.1) },
      places.map(\.2),
      now: SignedEvents.now
    )
  }

  private func places(_ records: [ConsumedRecord]) -> [String] {
    records.map { "\($0.partition)@\($0.offset)" }
  }

  @Test("a partition stops at its first report without an OCSP response, the others continue")
  func partitionStopsAtTheFirstMissingResponse() async throws {
    try await OwnSignatures.with(.unavailable) { own in
      let report = try waiting(1, own)[0]
      let batch = await batch([
        (0, 10, Self.done), (1, 7, Self.done), (0, 11, report), (0, 12, Self.done), (1, 8, Self.done),
      ])
      #expect(places(batch.records) == ["0@10", "1@7", "1@8"])
      #expect(batch.results.count == 3)
      #expect(places(batch.left) == ["0@11", "0@12"])
      #expect(batch.left.firstOffsets.values.sorted() == [11])
      #expect(batch.problem?.code == .ocspUnreachable)
    }
  }

  @Test("reports with an OCSP response continue in order") func vouchedReportsKeepTheirOrder() async throws {
    try await OwnSignatures.with(.good) { own in
      let reports = try waiting(20, own)
      let batch = await batch(reports.enumerated().map { (0, Int64($0.offset), $0.element) })
      #expect(batch.problem == nil && batch.left.isEmpty && batch.hasOwnSignatures)
      #expect(places(batch.records) == (0..<20).map { "0@\($0)" })
      let ids = batch.results.map { result -> ReportId? in
        if case .submission(let submission) = result { submission.reportId } else { nil }
      }
      #expect(Set(ids).count == 20 && !ids.contains(nil))
      #expect(own.responder.answered == 20)
    }
  }

  /// Further requests would fail in the same way, and a batch must end before the next poll is due.
  @Test("the responder is not asked again in a batch after it has failed")
  func failedResponderIsNotAskedAgain() async throws {
    try await OwnSignatures.with(.revoked) { own in
      let reports = try waiting(40, own)
      let batch = await batch(reports.enumerated().map { (Int32($0.offset), 0, $0.element) })
      #expect(batch.problem?.code == .ocspRevoked)
      #expect(batch.left.count == 40 && batch.records.isEmpty)
      #expect(own.responder.answered <= 8)
    }
  }

  @Test("reports without an own signature need no responder") func otherReportsNeedNoResponder() async throws
  {
    let batch = await batch([(0, 1, Self.done)])
    #expect(!batch.hasOwnSignatures && batch.problem == nil && batch.records.count == 1)
  }
}
