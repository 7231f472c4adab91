import Foundation
import Kafka
import TestSupport
import Testing
import TimeReport

/// `run`, `simulate` and a broker, each in a process of its own, driven by the commands a user has.
@Suite(.serialized) struct ProcessesTests {
  private static let events = 300

  @Test func everyEventBecomesOneOutcome() async throws {
    let scratch = try Scratch()
    try await TestBroker.with { broker in
      let simulator = try RunningCommand(
        ["simulate", "--make-pki", "pki", "--port", "0", "--ocsp-port", "0", "--journal", "journal.jsonl"],
        in: scratch.path
      )
      let responder = try #require(await simulator.line(beginning: "Answering OCSP requests on "))
      let url = try #require(await simulator.line(beginning: "Listening on "))
      let config = try scratch.write(
        configuration(brokers: broker.bootstrapServers, url: url, responder: responder),
        to: "config.yaml"
      )

      #expect(try await Binary.run("topics", "--config", config, in: scratch.path).status == 2)
      #expect(try await Binary.run("topics", "--create", "--config", config, in: scratch.path).status == 0)
      let check = try await Binary.run("check", "--config", config, in: scratch.path)
      #expect(check.status == 0, "\(check.outputText)")
      #expect(check.outputText.contains("the roots that signatures in events must lead to can be read"))
      #expect(check.outputText.contains("the responder vouches for the organisation's certificate"))

      let adapter = try RunningCommand(["run", "--config", config], in: scratch.path)
      // A third of them lack the provider's signature, which the adapter makes.
      for (seed, count, extra) in [("1", "200", [String]()), ("2", "100", ["--without-provider-signature"])] {
        let arguments = [
          "generate", "--pki", "pki", "--count", count, "--seed", seed, "--publish", "--config", config,
        ]
        #expect(try await Binary.run(arguments + extra, in: scratch.path).status == 0)
      }

      let outcomes = try await Outcomes.read(Self.events, brokers: broker.bootstrapServers)
      #expect(Set(outcomes.map(\.outcome.type)) == [.accepted])
      #expect(Set(outcomes.compactMap(\.reportId)).count == Self.events)
      #expect(Set(outcomes.map(\.causationId)).count == Self.events)
      adapter.send(SIGHUP)
      #expect(await adapter.says("Certificate files are looked at now."))
      #expect(await adapter.terminate() == 0)
      #expect(await simulator.terminate() == 0)
      let calls = try String(contentsOfFile: scratch.file("journal.jsonl"), encoding: .utf8).split(
        separator: "\n"
      )
      #expect(calls.count == Self.events)
    }
  }

  @Test func aReportInDoubtIsResolved() async throws {
    let scratch = try Scratch()
    try await TestBroker.with { broker in
      let simulator = try RunningCommand(
        ["simulate", "--make-pki", "pki", "--port", "0", "--fault", "cut-after:first=1"],
        in: scratch.path
      )
      let url = try #require(await simulator.line(beginning: "Listening on "))
      let config = try scratch.write(
        configuration(brokers: broker.bootstrapServers, url: url),
        to: "config.yaml"
      )
      #expect(
        try await Binary.run("topics", "--create", "--config", config, in: scratch.path).status == 0
      )
      let adapter = try RunningCommand(["run", "--config", config], in: scratch.path)
      let generated = try await Binary.run(
        ["generate", "--pki", "pki", "--count", "1", "--publish", "--config", config],
        in: scratch.path
      )
      #expect(generated.status == 0)
      let doubt = try #require(try await Outcomes.read(1, brokers: broker.bootstrapServers).first)
      #expect(doubt.outcome.type == .inDoubt)
      let reportId = try #require(doubt.reportId)

      let undecided = try await Binary.run("resolve", reportId, "--config", config, in: scratch.path)
      #expect(undecided.status == 2)
      let resolved = try await Binary.run(
        "resolve",
        reportId,
        "--resend",
        "--config",
        config,
        in: scratch.path
      )
      #expect(resolved.status == 0, "\(resolved.errorText)")
      let last = try #require(
        try await Outcomes.read(2, brokers: broker.bootstrapServers).max { $0.time < $1.time }
      )
      #expect(last.reportId == reportId)
      guard case .accepted(_, _, let attempts, _, let possiblyDuplicate, _) = last.outcome else {
        Issue.record("Not accepted: \(last.outcome.type)")
        return
      }
      #expect(attempts == 2)
      #expect(possiblyDuplicate)
      #expect(await adapter.terminate() == 0)
      #expect(await simulator.terminate() == 0)
    }
  }

  @Test func runRefusesWrongTopics() async throws {
    let scratch = try Scratch()
    _ = try await Binary.run(["simulate", "--make-pki", "pki", "--only-pki"], in: scratch.path)
    try await TestBroker.with { broker in
      let config = try scratch.write(
        configuration(brokers: broker.bootstrapServers, url: "https://127.0.0.1:1/"),
        to: "config.yaml"
      )
      let result = try await Binary.run("run", "--config", config, in: scratch.path)
      #expect(result.status == 2)
      #expect(
        result.errorText.contains(
          "Topic elt.ledger does not exist; make it with `elt-adapter topics --create`."
        )
      )
    }
  }

  private func configuration(brokers: String, url: String, responder: String = "http://127.0.0.1:1/")
    -> String
  {
    """
    kafka: {bootstrapServers: "\(brokers)"}
    elt:
      environment: custom
      url: \(url)
      clientCertificateFile: pki/client.pem
      clientKeyFile: pki/client.key
      trustRootsFile: pki/tls-root.pem
    signatures:
      personRootsFile: pki/person-root.pem
      organisationRootsFile: pki/organisation-root.pem
      organisation:
        certificateFile: pki/signing.pem
        keyFile: pki/signing.key
        ocspResponderURL: \(responder)
    pacing: {requestsPerSecond: 1000}
    admin: {port: 0}
    """
  }
}
