internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
package import Operations
internal import ServiceLifecycle
internal import Synchronization
package import Telemetry

/// The HTTP server for probes, metrics and status. It publishes no personal data and changes nothing.
package struct AdminServer: Service {
  private let settings: AdminServerSettings
  private let telemetry: Telemetry
  private let partitions: @Sendable () async -> [PartitionStatus]
  private let certificates: CertificateBook
  private let fleet: FleetBook
  private let idleTimeout: Duration
  private let onListening: @Sendable (Int) async -> Void

  /// - Parameters:
  ///   - partitions: The state of the outbox partitions that this instance owns.
  ///   - idleTimeout: How long a connection may wait for the rest of a request's headers, or for the next request. A header
  ///     that arrives byte by byte does not extend it.
  package init(
    settings: AdminServerSettings,
    telemetry: Telemetry,
    partitions: @escaping @Sendable () async -> [PartitionStatus],
    certificates: CertificateBook = CertificateBook(),
    fleet: FleetBook = FleetBook(),
    idleTimeout: Duration = .seconds(20),
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.settings = settings
    self.telemetry = telemetry
    self.partitions = partitions
    self.certificates = certificates
    self.fleet = fleet
    self.idleTimeout = idleTimeout
    self.onListening = onListening
  }

  /// Serves until shutdown. The server library ends the server when accepting a connection fails, for example because no file
  /// descriptor is left. The pipeline must not end with it, so the server starts again after a pause.
  ///
  /// - Throws: The error of the first start, for example because the port is in use.
  package func run() async throws {
    let bound = BoundPort()
    while true {
      do {
        try await application(port: bound.port ?? settings.port) { port in
          bound.port = port
          await onListening(port)
        }.run()
      } catch {
        guard bound.port != nil else { throw error }
      }
      if Task.isCancelled || Task.isShuttingDownGracefully { return }
      telemetry.logger.log(.adminServerRestarted)
      do {
        try await cancelWhenGracefulShutdown {
          try await telemetry.clock.sleep(telemetry.clock.steady() + .seconds(1))
        }
      } catch { return }
    }
  }

  private func application(port: Int, onListening: @escaping @Sendable (Int) async -> Void)
    -> some ApplicationProtocol
  {
    let connections = OpenConnections(limit: Self.connectionLimit)
    return Application(
      router: router,
      server: HTTPServerBuilder { responder in
        CountedConnection(
          http: HTTP1Channel(
            responder: responder,
            configuration: .init(
              idleTimeout: TimeAmount(idleTimeout),
              httpDecoderConfiguration: .init(
                maxHeaderFieldSize: Self.headerLimit,
                maxHeaderListSize: Self.headerLimit,
                maxHeaderFieldCount: 100
              )
            )
          ),
          connections: connections
        )
      },
      configuration: .init(address: .hostname(settings.host, port: port), serverName: nil),
      onServerRunning: { channel in
        let address = channel.localAddress
        telemetry.logger.log(
          .adminServerStarted,
          [LogKey.address: "\(address.map(Self.text) ?? settings.host)"]
        )
        await onListening(address?.port ?? port)
      },
      logger: telemetry.logger
    )
  }

  private static func text(_ address: SocketAddress) -> String {
    guard let host = address.ipAddress, let port = address.port else { return "\(address)" }
    return address.protocol == .inet6 ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  static let connectionLimit = 64
  /// The limit in bytes.
  private static let headerLimit = 16 * 1024

  private var router: Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: ProtectedAnswers())
    router.add(middleware: OwnHost(bound: settings.host))
    StatusPage.add(to: router)
    router.get("/livez") { _, _ in
      // Calls no actor: a stuck actor would block the answer.
      let liveness = Liveness(stuck: telemetry.progress.stuck)
      return try AdminAnswer.json(liveness, status: liveness.alive ? .ok : .serviceUnavailable)
    }
    router.get("/readyz") { _, _ in
      let readiness = Readiness(await observe().assessment)
      return try AdminAnswer.json(readiness, status: readiness.ready ? .ok : .serviceUnavailable)
    }
    router.get("/status") { _, _ in try AdminAnswer.json(StatusReport(await observe())) }
    router.get("/metrics") { _, _ in
      telemetry.metrics.show(await observe())
      return AdminAnswer.text(telemetry.metrics.text(), type: PrometheusText.contentType)
    }
    return router
  }

  /// A failing stage reports its outage. An idle stage does not notice one, so `FleetWatch` reports it instead.
  private var outages: [Role: String] {
    let reasons = telemetry.kafkaOutages.reasons
    guard let outage = fleet.outage else { return reasons }
    return Dictionary(uniqueKeysWithValues: settings.roles.map { ($0, reasons[$0] ?? outage) })
  }

  private func observe() async -> Observation {
    Observation(
      now: telemetry.clock.wall(),
      startedAt: telemetry.startedAt,
      instance: settings.instance,
      environment: settings.environment,
      roles: settings.roles,
      requestsPerSecond: settings.requestsPerSecond,
      warnings: settings.warnings,
      startedRoles: telemetry.progress.startedRoles,
      stuck: telemetry.progress.stuck,
      outages: outages,
      conditions: telemetry.conditions.lasting(at: telemetry.clock.steady()),
      joiningRoles: telemetry.conditions.joiningRoles,
      partitions: await partitions(),
      recent: telemetry.recent,
      certificates: certificates.statuses(at: telemetry.clock.seconds),
      renewalProblems: certificates.renewalProblems,
      fleet: fleet.latest
    )
  }
}

/// The port that the server listened on; nil before its first start.
private final class BoundPort: Sendable {
  private let value = Mutex<Int?>(nil)

  var port: Int? {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}

/// The settings of the admin server, and those that its answers report.
package struct AdminServerSettings: Sendable {
  package var host: String
  /// 0 selects a free port.
  package var port: Int
  package var instance: String?
  package var environment: String
  package var roles: Set<Role>
  /// The ceiling, in calls per second.
  package var requestsPerSecond: Double
  /// Unsafe settings.
  package var warnings: [String]

  package init(
    host: String,
    port: Int,
    instance: String?,
    environment: String,
    roles: Set<Role>,
    requestsPerSecond: Double,
    warnings: [String] = []
  ) {
    self.host = host
    self.port = port
    self.instance = instance
    self.environment = environment
    self.roles = roles
    self.requestsPerSecond = requestsPerSecond
    self.warnings = warnings
  }
}

/// The status page: four embedded files that show the data of `/status`.
enum StatusPage {
  static func add(to router: Router<some RequestContext>) {
    let files = [
      ("/", "text/html; charset=utf-8", PackageResources.status_html),
      ("/status.css", "text/css; charset=utf-8", PackageResources.status_css),
      ("/status.js", "text/javascript; charset=utf-8", PackageResources.status_js),
      ("/status.svg", "image/svg+xml", PackageResources.status_svg),
    ]
    for (path, type, bytes) in files {
      router.get(RouterPath(path)) { _, _ in AdminAnswer.bytes(bytes, type: type) }
    }
  }
}
