@testable import PipelineRecords
import Telemetry
import PipelineTestSupport
import ELT
import ELTSimulator
import Kafka
import Signatures
import SyntheticEvents
import TestPKI
@testable import Operations
import Testing
import TestSupport
import TimeReport

@testable import Admin

/// No OCSP response for the organisation's certificate is available: its signatures wait, and nothing is refused or lost.
@Suite struct OCSPResponderOutageTests {
  @Test(
    "own signatures wait while the responder fails, and continue when it recovers",
    arguments: [
      (ResponderBehaviour.unavailable, "signature.ocsp-unreachable"), (.revoked, "signature.ocsp-revoked"),
    ]
  )
  func reportsWaitForTheResponder(behaviour: ResponderBehaviour, code: String) async throws {
    try await OwnSignatures.with(behaviour, forms: [.production]) { own in
      try await StageBench.with { (bench) async throws in
        var generator = try SignedEvents.generator(seed: 5)
        let report = try OwnSignatures.events(1, seed: 4)[0]
        let requests: [(GeneratedEvent, Int32)] = [
          (report, 0), (generator.prepare(), 0), (generator.prepare(), 1),
        ]
        try await bench.publish(
          requests.map { event, partition in
            let record = event.record(topic: bench.topics.requests)
            return ProducerRecord(
              topic: record.topic,
              partition: partition,
              key: record.key,
              value: record.value,
              headers: record.headers
            )
          }
        )
        try await bench.run([bench.intakeStage(signer: own.signer)]) {
          try await bench.log.contains(.ocspUnavailable)
          try await bench.outcomes(1)
          let readiness = Readiness(bench.observed().assessment)
          #expect(readiness.reasons.map(\.code).contains(.ocspUnavailable))
          #expect(bench.log.lines(of: .ocspUnavailable).contains { $0.contains(code) })
          #expect(try await bench.allRecords(bench.topics.outbox).isEmpty)
          #expect(try await bench.allOutcomes().count == 1, "the other partition continued, this one waits")

          own.responder.setBehaviour(.good)
          try await bench.records(bench.topics.outbox, 1)
          try await bench.outcomes(2)
          try await bench.log.contains(.ocspAvailable)
          #expect(!Readiness(bench.observed().assessment).reasons.map(\.code).contains(.ocspUnavailable))
        }
        #expect(try await bench.allOutcomes().map(\.outcome.type) == [.prepared, .prepared])
        try expectVerifiableSignature(
          try #require(try await bench.allRecords(bench.topics.outbox).first?.value)
        )
      }
    }
  }

  /// Verifies the provider's signature in the outbox record as the agency would.
  private func expectVerifiableSignature(_ envelope: [UInt8]) throws {
    guard case .submission(let submission) = SubmissionEnvelope.decode(envelope),
      case .success(let document) = DocumentReader().read(submission.document)
    else {
      Issue.record("no submission")
      return
    }
    let problems = Trust.verifier.verify(
      submission.provider,
      role: .provider,
      of: document,
      now: SignedEvents.now,
      at: "/provider"
    )
    #expect(problems == [])
  }
}
