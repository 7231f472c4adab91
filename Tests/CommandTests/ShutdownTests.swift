import Foundation
import Glibc
import Kafka
import TestSupport
import Testing
import TimeReport

/// SIGTERM and SIGINT to the real program, while a call to ELT is under way.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ShutdownTests {
  /// Runs the adapter until the simulator has taken a report, which it answers after so many seconds.
  private func duringACall(
    answeredAfter seconds: Int,
    _ body: (_ adapter: RunningCommand, _ restart: () throws -> RunningCommand, _ brokers: String)
      async throws -> Void
  ) async throws {
    let scratch = try Scratch()
    try await TestBroker.with { broker in
      let simulator = try RunningCommand(
        [
          "simulate", "--make-pki", "pki", "--port", "0", "--journal", "journal.jsonl",
          "--fault", "slow=\(seconds)s:first=1",
        ],
        in: scratch.path
      )
      let url = try #require(await simulator.line(beginning: "Listening on "))
      let config = try scratch.write(
        """
        kafka: {bootstrapServers: "\(broker.bootstrapServers)", instanceId: one}
        elt:
          environment: custom
          url: \(url)
          clientCertificateFile: pki/client.pem
          clientKeyFile: pki/client.key
          trustRootsFile: pki/tls-root.pem
        pacing: {requestsPerSecond: 1000}
        admin: {port: 0}
        log: {level: debug, format: text}
        """,
        to: "config.yaml"
      )
      #expect(try await Binary.run("topics", "--create", "--config", config, in: scratch.path).status == 0)
      let start = { try RunningCommand(["run", "--config", config], in: scratch.path) }
      let adapter = try start()
      let arguments = ["generate", "--pki", "pki", "--count", "1", "--publish", "--config", config]
      #expect(try await Binary.run(arguments, in: scratch.path).status == 0)
      #expect(await adapter.says("A call to ELT begins."))
      try await body(adapter, start, broker.bootstrapServers)
      #expect(await simulator.terminate() == 0)
    }
  }

  @Test func theFirstSignalLetsTheCallEndAndSettlesIt() async throws {
    try await duringACall(answeredAfter: 2) { (adapter, _, brokers) async throws in
      #expect(await adapter.terminate() == 0)
      #expect(try await Outcomes.read(1, brokers: brokers).map(\.outcome.type) == [.accepted])
    }
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func theSecondEndsAtOnceAndTheNextOwnerReportsTheDoubt(_ signal: Int32) async throws {
    try await duringACall(answeredAfter: 45) { (adapter, restart, brokers) async throws in
      adapter.send(SIGTERM)
      #expect(await adapter.says("Stopping: calls under way are finished"))
      adapter.send(signal)
      #expect(await adapter.ended() == 128 + signal)
      let next = try restart()
      #expect(try await Outcomes.read(1, brokers: brokers).map(\.outcome.type) == [.inDoubt])
      #expect(await next.terminate() == 0)
    }
  }
}
