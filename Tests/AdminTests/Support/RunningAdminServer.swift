import Logging
import ServiceLifecycle
import TestSupport

@testable import Admin
@testable import Operations
@testable import Telemetry

typealias Get = @Sendable (_ path: String, _ host: String?) async throws -> String

/// Runs an admin server on a free port. `get` returns the headers, the body and the status code of an answer.
func withAdminServer(
  certificates: CertificateBook = CertificateBook(),
  fleet: FleetBook = FleetBook(),
  warnings: [String] = [],
  idleTimeout: Duration = .seconds(3600),
  _ body: @Sendable (_ get: Get, _ port: Int, Telemetry) async throws -> Void
) async throws {
  let telemetry = Telemetry(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  let ports = Recorder<Int>()
  let server = AdminServer(
    settings: AdminServerSettings(
      host: "127.0.0.1",
      port: 0,
      instance: nil,
      environment: "test",
      roles: [.intake, .submit],
      requestsPerSecond: 1,
      warnings: warnings
    ),
    telemetry: telemetry,
    partitions: { [] },
    certificates: certificates,
    fleet: fleet,
    idleTimeout: idleTimeout,
    onListening: { ports.append($0) }
  )
  let group = ServiceGroup(services: [server], logger: telemetry.logger)
  try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask { try await group.run() }
    let port = try await ports.first { $0 > 0 }
    try await body(
      { path, host in
        try await FinishedProcess.run(
          ["curl", "--silent", "--noproxy", "*", "--include", "--write-out", " %{http_code}"]
            + (host.map { ["--header", "Host: \($0)"] } ?? []) + ["http://127.0.0.1:\(port)\(path)"]
        ).outputText
      },
      port,
      telemetry
    )
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
  }
}
