internal import Logging
internal import ServiceLifecycle

/// Runs the stages once the start check has passed.
struct CheckedStages: Service {
  let check: StartCheck
  /// In the order in which they start; they stop in reverse.
  let stages: [any Service]
  let logger: Logger

  func run() async throws {
    do {
      try await cancelWhenGracefulShutdown { try await check.run() }
    } catch {
      if Task.isShuttingDownGracefully { return }
      throw error
    }
    try await ServiceGroup(
      configuration: .init(
        services: stages.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
        logger: logger
      )
    ).run()
  }
}
