import Telemetry
import Foundation
import Kafka
import Testing
import TestSupport
import TimeReport

/// Runs the adapter, the simulator and a broker as separate processes with the commands that a user has.
@Suite(.serialized) struct ProcessesTests {
  private static let events = 60

  @Test("every published event gets one outcome and one call") func everyEventGetsOneOutcome() async throws {
    try await Installation.with(signsItself: true, settings: Self.unpaced) { installation in
      #expect(try await installation.command("topics").status == 2)
      try await installation.createTopics()
      let check = try await installation.command("check")
      #expect(check.status == 0, "\(check.outputText)")
      #expect(check.outputText.contains("the trusted roots are readable"))
      #expect(check.outputText.contains("the responder reports the organisation's certificate as good"))

      let adapter = try installation.start()
      // A third of the reports lack the provider's signature, which the adapter creates.
      try await installation.publish(40, seed: 1)
      try await installation.publish(20, seed: 2, "--without-provider-signature")

      let outcomes = try await Outcomes.read(Self.events, brokers: installation.brokers)
      #expect(Set(outcomes.map(\.outcome.type)) == [.accepted])
      #expect(Set(outcomes.compactMap(\.reportId)).count == Self.events)
      #expect(Set(outcomes.map(\.causationId)).count == Self.events)
      adapter.send(SIGHUP)
      #expect(try await adapter.logs(.certificateReloadRequested))
      #expect(try await adapter.terminate() == 0)
      #expect(try installation.calls() == Self.events)
    }
  }

  @Test("resolve --resend resolves a report in doubt") func reportInDoubtIsResolved() async throws {
    try await Installation.with(simulating: ["--fault", "cut-after:first=1"], settings: Self.unpaced) {
      installation in
      try await installation.createTopics()
      let adapter = try installation.start()
      try await installation.publish(1)
      let doubt = try #require(try await Outcomes.read(1, brokers: installation.brokers).first)
      #expect(doubt.outcome.type == .inDoubt)
      let reportId = try #require(doubt.reportId)

      let undecided = try await installation.command("resolve", reportId.text)
      #expect(undecided.status == 2)
      let resolved = try await installation.command("resolve", reportId.text, "--resend")
      #expect(resolved.status == 0, "\(resolved.errorText)")
      let last = try #require(
        try await Outcomes.read(2, brokers: installation.brokers).max { $0.time < $1.time }
      )
      #expect(last.reportId == reportId)
      guard case .accepted(_, _, let attempts, _, let possiblyDuplicate, _) = last.outcome else {
        Issue.record("Not accepted: \(last.outcome.type)")
        return
      }
      #expect(attempts == 2)
      #expect(possiblyDuplicate)
      #expect(try await adapter.terminate() == 0)
    }
  }

  @Test("run without topics exits with 2 and the command that creates them") func runRefusesMissingTopics()
    async throws
  {
    try await Installation.with(settings: Self.unpaced) { installation in
      let result = try await installation.command("run")
      #expect(result.status == 2)
      #expect(
        result.errorText.contains(
          "Topic elt.ledger does not exist; create it with `elt-adapter topics --create`."
        )
      )
    }
  }

  private static let unpaced = "pacing: {requestsPerSecond: 1000}"
}
