import Logging
import ServiceLifecycle
import TestSupport
import Testing

@testable import Adapter

/// What whoever watches the adapter is told, over real HTTP.
@Suite(.timeLimit(.minutes(1))) struct AdminServerTests {
  private func withServer(
    _ body: @Sendable (_ get: @Sendable (String) async throws -> String, Telemetry) async throws -> Void
  ) async throws {
    let telemetry = Telemetry(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let ports = Recorder<Int>()
    let server = AdminServer(
      configuration: try await load(options: ["--admin-port", "0"]),
      telemetry: telemetry,
      submit: nil,
      onListening: { ports.append($0) }
    )
    let group = ServiceGroup(services: [server], logger: telemetry.logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = await ports.first { $0 > 0 }
      try await body(
        { path in
          try await FinishedProcess.run([
            "curl", "--silent", "--write-out", " %{http_code}", "http://127.0.0.1:\(port)\(path)",
          ]).outputText
        },
        telemetry
      )
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test func readyOnceEveryLoopHasBegun() async throws {
    try await withServer { (get, telemetry) async throws in
      #expect(
        try await get("/readyz")
          == #"{"ready":false,"reasons":["The prepare loop has not begun.","The submit loop has not begun."]} 503"#
      )
      telemetry.progress.preparePolled()
      telemetry.progress.submitPolled()
      #expect(try await get("/readyz") == #"{"ready":true,"reasons":[]} 200"#)
    }
  }

  @Test func aliveAndWithAStatus() async throws {
    try await withServer { (get, _) async throws in
      #expect(try await get("/livez") == #"{"alive":true,"stuck":[]} 200"#)
      #expect(
        try await get("/status")
          == #"{"partitions":[],"requestsPerSecond":1,"roles":["prepare","submit"]} 200"#
      )
      let unknown = try await get("/nothing")
      #expect(unknown.hasSuffix("404"))
    }
  }

  @Test func aLoopThatNoLongerComesRoundIsStuck() {
    let progress = Progress()
    #expect(progress.stuck(after: .seconds(90), at: .now + .seconds(3600)).isEmpty)
    progress.submitPolled()
    #expect(progress.stuck(after: .seconds(90), at: .now + .seconds(60)).isEmpty)
    #expect(progress.stuck(after: .seconds(90), at: .now + .seconds(120)) == [.submit])
  }
}
