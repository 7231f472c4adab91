import PipelineTestSupport
import ELTSimulator
import Foundation
import SyntheticEvents
import Testing
import TestPKI
import TimeReport

@testable import Adapter
@testable import Settings
@testable import Intake

/// Signatures in events must chain to the configured roots, if any.
@Suite struct PersonRootsTests {
  private func configuration(roots: [UInt8]) async throws -> AdapterConfiguration {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pem")
    try Data(roots).write(to: file)
    return try await load("signatures: {personRootsFile: \(file.path)}")
  }

  private func isSent(_ event: GeneratedEvent, by pipeline: IntakePipeline) throws -> Bool {
    let today = try #require(CalendarDate("2026-11-23"))
    switch pipeline.process(event.rawEvent, now: today.daysSinceEpoch * 86_400) {
    case .done(.submission): return true
    case .done(.outcome(_, _, .rejected(let stage, let problems, _))):
      #expect(stage == .signatures)
      #expect(problems.map(\.code) == [.signatureUntrusted, .signatureUntrusted], "assistant and provider")
      return false
    default:
      Issue.record("neither sent nor refused")
      return false
    }
  }

  @Test("a report is sent only if its signatures chain to the roots") func chains() async throws {
    let (ours, strangers) = (try ThrowawayPKI.make(sharesKeys: true), try ThrowawayPKI.make(sharesKeys: true))
    let today = try #require(CalendarDate("2026-11-23"))
    var generator = EventGenerator(seed: 1, today: today, pki: ours)
    let event = try #require(try generator.good(1).first)
    let (right, wrong) = (try ours.signatureRootsPEM(), try strangers.signatureRootsPEM())
    #expect(try isSent(event, by: await configuration(roots: right).intakePipeline()))
    #expect(try !isSent(event, by: await configuration(roots: wrong).intakePipeline()))
    #expect(try isSent(event, by: await load().intakePipeline()), "without roots any chain passes")
  }

  @Test("a roots file without certificates is reported with its key") func unusableFile() async throws {
    let unusable = try await configuration(roots: Array("nothing".utf8))
    let missing = try await load("signatures: {personRootsFile: /no/such/file}")
    for wrong in [unusable, missing] {
      do {
        _ = try wrong.intakePipeline()
        Issue.record("accepted")
      } catch let error as ConfigurationError {
        #expect(error.problems.map(\.key) == ["signatures.personRootsFile"])
      }
    }
  }
}
