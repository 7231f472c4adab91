import Adapter
import Foundation
import Glibc
import Kafka
import TestSupport
import Testing
import TimeReport

/// A second instance joins just when the first is between two steps, at each of them: the first settles what it has begun
/// before it gives its partitions up, so nothing is sent twice and nothing is in doubt.
@Suite(.timeLimit(.minutes(5))) struct RebalanceAtEachStepTests {
  private static let reports = 8

  @Test func eachReportIsSentOnceAndNoneIsInDoubt() async throws {
    let scratch = try Scratch()
    try await TestBroker.with { broker in
      let simulator = try RunningCommand(
        ["simulate", "--make-pki", "pki", "--port", "0", "--journal", "journal.jsonl"],
        in: scratch.path
      )
      let url = try #require(await simulator.line(beginning: "Listening on "))
      let config = try scratch.write(
        configuration(brokers: broker.bootstrapServers, url: url),
        to: "config.yaml"
      )
      #expect(try await Binary.run("topics", "--create", "--config", config, in: scratch.path).status == 0)
      let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: broker.bootstrapServers))
      var published = 0
      for boundary in StepBoundary.allCases {
        let pass = boundary == .takenOver ? 1 : 2
        let first = try RunningCommand(
          ["run", "--config", config],
          in: scratch.path,
          variables: [StepBoundary.variable: "\(boundary.rawValue):\(pass):stop"]
        )
        var group = ConsumerGroup(state: .unknown, members: [])
        while !first.isStopped {
          // Little by little, so that there are batches enough.
          try await publish(1, seed: published, config, scratch)
          published += 1
        }
        try await publish(Self.reports, seed: published, config, scratch)
        published += Self.reports
        let second = try RunningCommand(["run", "--config", config], in: scratch.path)
        while group.state != .rebalancing || group.members.count < 2 {
          group = try await admin.describeGroup("elt-adapter.\(boundary.role)")
        }
        first.send(SIGCONT)
        let outcomes = try await Outcomes.read(published, brokers: broker.bootstrapServers)
        #expect(outcomes.allSatisfy { $0.outcome.type == .accepted }, "\(boundary)")
        #expect(
          outcomes.count == published && Set(outcomes.compactMap(\.reportId)).count == published,
          "\(boundary)"
        )
        async let statuses = [first.terminate(), second.terminate()]
        #expect(await statuses == [0, 0], "\(boundary)")
      }
      await admin.close()
      #expect(await simulator.terminate() == 0)
      let calls = try String(contentsOfFile: scratch.file("journal.jsonl"), encoding: .utf8).split(
        separator: "\n"
      )
      #expect(calls.count == published)
    }
  }

  private func publish(_ count: Int, seed: Int, _ config: String, _ scratch: Scratch) async throws {
    let result = try await Binary.run(
      [
        "generate", "--pki", "pki", "--count", "\(count)", "--seed", "\(seed)", "--publish", "--config",
        config,
      ],
      in: scratch.path
    )
    #expect(result.status == 0, "\(result.errorText)")
  }

  private func configuration(brokers: String, url: String) -> String {
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
    pacing: {requestsPerSecond: 50}
    admin: {port: 0}
    """
  }
}

extension StepBoundary {
  fileprivate var role: Role {
    switch self {
    case .batchPolled, .batchPrepared, .batchProduced, .batchCommitted: .prepare
    default: .submit
    }
  }
}
