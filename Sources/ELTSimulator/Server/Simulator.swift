internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Simulates the agency's service: HTTPS with client certificates, the agency's checks, receipts, refusals and
/// injected faults.
///
/// Runs once: ``start()``, calls, ``stop(grace:)``.
package final class Simulator: Sendable {
  private let configuration: SimulatorConfiguration
  private let journal: Journal
  private let clock: ArrivalClock
  private let connections = Connections()
  private let handler: CallHandler
  private let state = Mutex(State.new)

  private enum State {
    case new, starting
    case running(port: Int, listener: any Channel)
    case stopped
  }

  package init(_ configuration: SimulatorConfiguration) throws {
    self.configuration = configuration
    journal = try Journal(path: configuration.journalPath, repeatedReport: configuration.repeatedReport)
    clock = ArrivalClock(watch: configuration.rateWatch)
    handler = try CallHandler(configuration: configuration, journal: journal)
  }

  /// - Returns: the listening port.
  @discardableResult
  package func start() async throws(SimulatorError) -> Int {
    let isFirst = state.withLock { state in
      guard case .new = state else { return false }
      state = .starting
      return true
    }
    guard isFirst else { throw .alreadyStarted }
    let tls = try serverTLS(configuration)
    let listener: any Channel
    do {
      listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.backlog, value: 256)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelInitializer { [configuration, clock, connections, handler] channel in
          channel.eventLoop.makeCompletedFuture {
            try serve(
              channel,
              tls: tls,
              configuration: configuration,
              clock: clock,
              connections: connections,
              handler: handler
            )
          }
        }
        .bind(host: configuration.host, port: configuration.port).get()
    } catch {
      throw .listen(host: configuration.host, port: configuration.port, reason: "\(error)")
    }
    let port = listener.localAddress?.port ?? configuration.port
    state.withLock { $0 = .running(port: port, listener: listener) }
    return port
  }

  /// Accepts no new connection, answers calls in progress, then stops.
  ///
  /// - Parameter grace: the time that calls in progress get before their connections are closed.
  package func stop(grace: Duration = .seconds(5)) async {
    let listener = state.withLock { state -> (any Channel)? in
      defer { state = .stopped }
      guard case .running(_, let listener) = state else { return nil }
      return listener
    }
    if let listener {
      // Fails only if the listener is already closed.
      try? await listener.close()
      connections.stop()
      let limit = Task { [connections] in
        try await Task.sleep(for: grace)
        connections.cutAll()
      }
      await connections.allClosed()
      limit.cancel()
    }
    await journal.close()
  }

  /// The listening port; nil if the simulator is not running.
  package var port: Int? {
    state.withLock { state in
      guard case .running(let port, _) = state else { return nil }
      return port
    }
  }

  /// The URL for clients on the same machine; nil if the simulator is not running.
  package var url: String? {
    port.map { port in
      let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
      return "https://\(host):\(port)\(SimulatorConfiguration.testPath)"
    }
  }

  /// Replaces the faults for all later calls and resets the counters.
  package func setFaults(_ plan: FaultPlan) { handler.setFaults(plan) }

  /// Every call so far, in the order of processing.
  package var received: [ReceivedCall] { journal.calls }

  /// Every call so far, then each new one, until the simulator has stopped.
  package func calls() -> AsyncStream<ReceivedCall> { journal.follow() }

  package var summary: SimulatorSummary {
    SimulatorSummary(
      calls: journal.calls,
      failedConnections: connections.failed,
      intervals: clock.intervals,
      journalProblem: journal.fileProblem
    )
  }
}
