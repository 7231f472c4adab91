internal import ServiceLifecycle

extension Simulator: Service {
  /// Runs until a graceful shutdown or cancellation, then stops in order. May follow a ``start()``, by which the port
  /// is known beforehand.
  package func run() async throws {
    if port == nil { try await start() }
    // Ends by an error only when the task is cancelled, which asks for the same.
    try? await gracefulShutdown()
    await stop()
  }
}
