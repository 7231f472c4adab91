import Foundation
import TestSupport
import Testing

/// Runs `scripts/check-on-kafka` in its short form: the test broker never expires a dead member, so the instances restart under
/// their own names.
@Suite struct CheckOnKafkaTests {
  private func run(_ arguments: String...) async throws -> FinishedProcess {
    let scratch = try TemporaryDirectory()
    defer { withExtendedLifetime(scratch) {} }
    return try await FinishedProcess.run(
      ["python3", Repository.file("scripts/check-on-kafka").path] + arguments,
      environment: [
        "PATH": "/usr/bin:/bin", "ELT_ADAPTER": Binary.adapter.path, "ELT_SIMULATOR": Binary.simulator.path,
        // Keeps the logs of a failed check there.
        "TMPDIR": scratch.path,
      ]
    )
  }

  @Test("every promise is kept on the test broker, and its topics are deleted") func promisesAreKept()
    async throws
  {
    try await TestBroker.with { broker in
      let check = try await run(
        broker.bootstrapServers,
        "--static-membership",
        "--reports",
        "8",
        "--rate",
        "20"
      )
      #expect(check.status == 0, "\(check.text)")
      #expect(check.outputText.contains("promises kept"))
      let topics = try await Binary.adapter.run(
        "topics",
        "--kafka-bootstrap-servers",
        broker.bootstrapServers
      )
      #expect(topics.status == 2)
      #expect(!topics.text.contains("elt-check-"))
    }
  }

  @Test("a cluster that does not answer ends the check with 3") func unreachableClusterEndsTheCheck()
    async throws
  {
    let check = try await run("127.0.0.1:1")
    #expect(check.status == 3, "\(check.text)")
    #expect(check.errorText.contains("127.0.0.1:1"))
  }

  @Test("topics that do not belong to a check are not deleted") func otherTopicsAreNotDeleted() async throws {
    let drop = try await Binary.simulator.run("drop-topics", "--kafka-bootstrap-servers", "127.0.0.1:1")
    #expect(drop.status == 2)
    #expect(drop.errorText.contains("elt.requests does not begin with elt-check-"))
  }
}
