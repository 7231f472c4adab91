import Foundation
import Glibc
import Telemetry
import Testing
import TestSupport

/// How `run` starts without brokers, and how it reports a failure.
@Suite struct StartTests {
  private func start(brokers: String, _ more: [String] = []) throws
    -> RunningCommand
  {
    let arguments = ["run", "--kafka-bootstrap-servers", brokers, "--roles", "intake", "--admin-port", "0"]
    return try RunningCommand(.adapter, arguments + more, in: FileManager.default.temporaryDirectory.path)
  }

  private func readiness(_ adapter: RunningCommand) async throws -> String {
    let address = try #require(try await adapter.address(), "\(adapter.output)")
    return try await FinishedProcess.run("curl", "--silent", "http://\(address)/readyz").outputText
  }

  @Test("run waits for unreachable brokers with the admin port open, names them, and stops on SIGTERM")
  func runWaitsForBrokers() async throws {
    let adapter = try start(brokers: "127.0.0.1:1")
    defer { adapter.send(SIGKILL) }
    #expect(try await adapter.logs(.brokersAwayAtStart))
    let readiness = try await readiness(adapter)
    #expect(readiness.contains("brokers-away"))
    #expect(readiness.contains("127.0.0.1:1 did not answer"), "\(readiness)")
    #expect(try await adapter.terminate() == 0)
    #expect(!adapter.output.contains(LogEvent.processFailed.key))
  }

  @Test("run starts its stages when the brokers come up") func runStartsWithTheBrokers() async throws {
    try await TestBroker.with { broker in
      let brokers = broker.bootstrapServers
      #expect(
        try await Binary.adapter.run("topics", "--create", "--kafka-bootstrap-servers", brokers).status == 0
      )
      await broker.shutDown()
      let adapter = try start(brokers: brokers)
      defer { adapter.send(SIGKILL) }
      #expect(try await adapter.logs(.brokersAwayAtStart))
      try await broker.bringUp()
      #expect(try await adapter.logs(.kafkaStageResumed))
      #expect(try await adapter.logs(.partitionsAssigned))
      #expect(try await adapter.terminate() == 0)
    }
  }

  @Test("a failure is logged once, as JSON, without errors of other services") func failureIsLoggedAsJSON()
    async throws
  {
    // A property that the adapter sets itself.
    let adapter = try start(
      brokers: "127.0.0.1:1",
      ["--kafka-properties", "group.id=other"]
    )
    #expect(try await adapter.ended() == 3)
    let lines = adapter.output.split(separator: "\n")
    var failures: [String] = []
    for line in lines {
      let members = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        "not JSON: \(line)"
      )
      if ["error", "critical"].contains(members["level"] as? String) {
        failures.append(members["event"] as? String ?? "")
      }
    }
    #expect(failures == [LogEvent.processFailed.key], "\(adapter.output)")
    #expect(adapter.output.contains("group.id"))
  }
}
