@testable import PipelineTestSupport
import Telemetry
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@Suite struct TakeOverTests {
  @Test(
    "the next instance continues where the previous one stopped",
    arguments: [["ELT_ADAPTER_KAFKA_INSTANCE_ID": "one"], [:]]
  )
  func nextInstanceContinues(membership: [String: String]) async throws {
    try await StageBench.with(membership) { bench in
      let (first, second) = (ScriptedSender(), ScriptedSender())
      try await bench.publish((0..<5).map { bench.submission("report-\($0)") })
      try await bench.run([bench.submitStage(first)]) { try await bench.outcomes(5) }
      try await bench.publish((5..<10).map { bench.submission("report-\($0)") })
      try await bench.run([bench.submitStage(second)]) { try await bench.outcomes(10) }
      #expect(first.texts == (0..<5).map { "report-\($0) first" })
      #expect(second.texts == (5..<10).map { "report-\($0) first" })
      #expect(try await bench.allOutcomes().count == 10)
    }
  }

  @Test("a standby takes over and each report is sent once") func standbyTakesOver() async throws {
    try await StageBench.with { bench in
      let (first, second) = (ScriptedSender(), ScriptedSender())
      let firstIsThrough = Gate()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await bench.run([bench.submitStage(first)]) { await firstIsThrough.wait() } }
        try await bench.log.contains(.partitionTakenOver)
        group.addTask { try await bench.run([bench.submitStage(second)]) { try await bench.outcomes(10) } }
        try await bench.publish((0..<5).map { bench.submission("report-\($0)") })
        try await bench.outcomes(5)
        firstIsThrough.open()
        try await bench.publish((5..<10).map { bench.submission("report-\($0)") })
        try await group.waitForAll()
      }
      let sent = (first.texts + second.texts).sorted()
      #expect(sent == (0..<10).map { "report-\($0) first" }, "each report is sent once, by either instance")
      #expect(!second.texts.isEmpty)
      #expect(try await bench.allOutcomes().count == 10)
    }
  }
}
