internal import HTTPTypes
internal import Hummingbird
internal import ServiceLifecycle

/// The HTTP server for whoever watches the adapter. Nothing on it is personal data, and nothing can be changed with it.
package struct AdminServer: Service {
  private let configuration: AdapterConfiguration
  private let telemetry: Telemetry
  private let submit: SubmitStage?
  private let certificates: CertificateBook
  private let fleet: FleetBook
  private let onListening: @Sendable (Int) async -> Void

  init(
    configuration: AdapterConfiguration,
    telemetry: Telemetry,
    submit: SubmitStage?,
    certificates: CertificateBook = CertificateBook(),
    fleet: FleetBook = FleetBook(),
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.telemetry = telemetry
    self.submit = submit
    self.certificates = certificates
    self.fleet = fleet
    self.onListening = onListening
  }

  package func run() async throws {
    let router = Router()
    router.add(middleware: ProtectedAnswers())
    router.add(middleware: OwnHost(bound: configuration.admin.host))
    StatusPage.add(to: router)
    router.get("/livez") { _, _ in
      // Asks no actor: one that is stuck must not hold up the answer that says so.
      let liveness = Liveness(stuck: telemetry.progress.stuck)
      return try AdminAnswer.json(liveness, status: liveness.alive ? .ok : .serviceUnavailable)
    }
    router.get("/readyz") { _, _ in
      let readiness = Readiness(await observe())
      return try AdminAnswer.json(readiness, status: readiness.ready ? .ok : .serviceUnavailable)
    }
    router.get("/status") { _, _ in try AdminAnswer.json(StatusReport(await observe())) }
    router.get("/metrics") { _, _ in
      telemetry.metrics.show(await observe())
      return AdminAnswer.text(telemetry.metrics.text(), type: PrometheusText.contentType)
    }
    let application = Application(
      router: router,
      configuration: .init(
        address: .hostname(configuration.admin.host, port: configuration.admin.port),
        serverName: nil
      ),
      onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
      logger: telemetry.logger
    )
    try await application.run()
  }

  /// A stage that fails says why; one that waits, or has nothing to do, does not notice.
  private var outages: [Role: String] {
    let reasons = telemetry.kafkaOutages.reasons
    guard let silence = fleet.outage else { return reasons }
    return Dictionary(uniqueKeysWithValues: configuration.roles.map { ($0, reasons[$0] ?? silence) })
  }

  private func observe() async -> Observation {
    Observation(
      now: telemetry.clock.wall(),
      startedAt: telemetry.startedAt,
      instance: configuration.kafka.instanceId,
      environment: configuration.elt.environment,
      roles: configuration.roles,
      requestsPerSecond: configuration.pacing.requestsPerSecond,
      begun: telemetry.progress.begun,
      stuck: telemetry.progress.stuck,
      outages: outages,
      partitions: await submit?.status() ?? [],
      recent: telemetry.recent,
      certificates: certificates.statuses(at: Int(telemetry.clock.wall() / 1000)),
      renewalProblems: certificates.renewalProblems,
      fleet: fleet.latest
    )
  }
}
