internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ServiceLifecycle

/// The HTTP server for whoever watches the adapter: `/livez`, `/readyz`, `/status`. Nothing on it is personal data.
package struct AdminServer: Service {
  private let configuration: AdapterConfiguration
  private let telemetry: Telemetry
  private let submit: SubmitStage?
  private let onListening: @Sendable (Int) async -> Void

  package init(
    configuration: AdapterConfiguration,
    telemetry: Telemetry,
    submit: SubmitStage?,
    onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.telemetry = telemetry
    self.submit = submit
    self.onListening = onListening
  }

  /// A loop that has not come round for this long is stuck; an outage or a rebalance does not stop it.
  private static let stuckAfter: Duration = .seconds(90)

  package func run() async throws {
    let router = Router()
    router.get("/livez") { _, _ in
      let stuck = telemetry.progress.stuck(after: Self.stuckAfter)
      return try Self.json(
        Liveness(alive: stuck.isEmpty, stuck: stuck.map(\.rawValue).sorted()),
        isGood: stuck.isEmpty
      )
    }
    router.get("/readyz") { _, _ in
      let reasons = await unready()
      return try Self.json(Readiness(ready: reasons.isEmpty, reasons: reasons), isGood: reasons.isEmpty)
    }
    router.get("/status") { _, _ in try Self.json(await status(), isGood: true) }
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

  private struct Liveness: Encodable {
    let alive: Bool
    let stuck: [String]
  }

  private struct Readiness: Encodable {
    let ready: Bool
    let reasons: [String]
  }

  private struct Status: Encodable {
    let roles: [String]
    let requestsPerSecond: Double
    let partitions: [PartitionStatus]
  }

  private func unready() async -> [String] {
    var reasons = configuration.roles.subtracting(telemetry.progress.begun).map {
      "The \($0.rawValue) loop has not begun."
    }.sorted()
    for (role, outage) in telemetry.kafkaOutages.all {
      let seconds = (ContinuousClock.now - outage.since).components.seconds
      reasons.append("Kafka has failed the \(role.rawValue) stage for \(seconds) s: \(outage.reason)")
    }
    for partition in await submit?.status() ?? [] {
      guard let why = partition.awayBecause else { continue }
      reasons.append(
        "The circuit breaker of outbox partition \(partition.partition) is \(partition.breaker) after "
          + "\(partition.failedDeliveriesInARow) failed deliveries in a row. \(why)"
      )
    }
    return reasons
  }

  private func status() async -> Status {
    Status(
      roles: configuration.roles.map(\.rawValue).sorted(),
      requestsPerSecond: configuration.pacing.requestsPerSecond,
      partitions: await submit?.status() ?? []
    )
  }

  private static func json(_ value: some Encodable, isGood: Bool) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
    headers[.xContentTypeOptions] = "nosniff"
    return Response(
      status: isGood ? .ok : .serviceUnavailable,
      headers: headers,
      body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value)))
    )
  }
}
