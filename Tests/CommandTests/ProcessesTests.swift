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
      let typo = try await installation.command("resolve", reportId.text, "--accepted", "7d9333df-ff87")
      #expect(typo.status == 2 && typo.errorText.contains("--force"), "\(typo.errorText)")
      let resolved = try await installation.command(
        "resolve",
        reportId.text,
        "--resend",
        "--reason",
        "not there"
      )
      #expect(resolved.status == 0, "\(resolved.errorText)")
      #expect(resolved.outputText.contains("\(reportId): accepted, receipt "), "\(resolved.outputText)")
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

      let again = try await installation.command("resolve", reportId.text, "--abandon")
      #expect(again.status == 1)
      #expect(again.outputText.contains("resolve.not-in-doubt"), "\(again.outputText)")
      let other = try await installation.command(
        "resolve",
        "7d9333df-ff87-4634-8341-9b81ccc59bc4",
        "--resend",
        "--json"
      )
      #expect(other.status == 1)
      #expect(other.outputText.contains(#""code" : "resolve.unknown-report""#), "\(other.outputText)")

      let history = try await installation.command("status", reportId.text, "--watch")
      #expect(history.status == 0, "\(history.errorText)")
      for part in [
        "State: accepted since ", "in-doubt, 1 attempt, ", "resend, by urn:elt-adapter:", "Reason: not there",
      ] {
        #expect(history.outputText.contains(part), "\(history.outputText)")
      }
      #expect(try await adapter.terminate() == 0)
    }
  }

  @Test("resolve --accepted --force records a receipt that is not a UUID, with a notice")
  func forcedReceiptHasNotice() async throws {
    try await Installation.with(simulating: ["--fault", "cut-after:first=1"], settings: Self.unpaced) {
      installation in
      try await installation.createTopics()
      let adapter = try installation.start()
      try await installation.publish(1)
      let doubt = try #require(try await Outcomes.read(1, brokers: installation.brokers).first?.reportId)
      let resolved = try await installation.command(
        "resolve",
        doubt.text,
        "--accepted",
        "by telephone",
        "--force"
      )
      #expect(resolved.status == 0, "\(resolved.errorText)")
      #expect(resolved.outputText.contains("receipt by telephone"), "\(resolved.outputText)")
      #expect(resolved.outputText.contains("notice.receipt-form"), "\(resolved.outputText)")
      #expect(try await adapter.terminate() == 0)
    }
  }

  @Test("resolve without a running adapter exits with 3 at the time limit and with 0 if it does not wait")
  func resolveWithoutAdapter() async throws {
    try await Installation.with(settings: Self.unpaced) { installation in
      try await installation.createTopics()
      let id = "7d9333df-ff87-4634-8341-9b81ccc59bc4"
      let waiting = try await installation.command("resolve", id, "--resend", "--time-limit", "1")
      #expect(waiting.status == 3)
      #expect(waiting.errorText.contains("remains valid"), "\(waiting.errorText)")
      #expect(try await installation.command("resolve", id, "--resend", "--no-wait").status == 0)
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
