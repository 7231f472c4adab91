internal import ELT
internal import Foundation
internal import Logging
package import ServiceLifecycle
internal import Signatures
internal import TimeReport

/// The parts of a running adapter, put together from its configuration.
package struct AdapterParts: Sendable {
  package let prepare: PrepareStage?
  package let submit: SubmitStage?
  package let admin: AdminServer
  private let client: ELTClient?
  private let fleet: FleetWatch
  package let renewal: CertificateRenewal

  /// - Throws: `ConfigurationError` where a file or key is not what it should be.
  package init(
    _ configuration: AdapterConfiguration,
    telemetry: Telemetry,
    retry: RetryPolicy = RetryPolicy(),
    clock: AdapterClock = .system
  ) throws {
    let outcomes = OutcomePublisher(
      topic: configuration.topics.outcomes,
      source: "urn:elt-adapter:\(configuration.kafka.groupId)",
      clock: clock
    )
    let certificates = CertificateBook()
    var files: [RenewableFiles] = []
    if configuration.roles.contains(.prepare) {
      let (pipeline, behind) = try configuration.renewablePipeline(certificates, clock: clock)
      files.append(behind)
      prepare = PrepareStage(
        configuration: configuration,
        pipeline: pipeline,
        outcomes: outcomes,
        telemetry: telemetry,
        retry: retry,
        clock: clock
      )
    } else {
      prepare = nil
    }
    if configuration.roles.contains(.submit) {
      let (client, behind) = try configuration.renewableClient(certificates, clock: clock)
      self.client = client
      files.append(behind)
      submit = SubmitStage(
        configuration: configuration,
        sender: client,
        outcomes: outcomes,
        telemetry: telemetry,
        retry: retry,
        clock: clock
      )
    } else {
      client = nil
      submit = nil
    }
    renewal = CertificateRenewal(files, book: certificates, telemetry: telemetry, clock: clock)
    let book = FleetBook()
    fleet = FleetWatch(configuration: configuration, telemetry: telemetry, book: book, clock: clock)
    admin = AdminServer(
      configuration: configuration,
      telemetry: telemetry,
      submit: submit,
      certificates: certificates,
      fleet: book
    )
  }

  /// The services to run, in the order in which they start; they stop in reverse.
  package var services: [any Service] {
    [client.map(ClientService.init) as (any Service)?, admin, fleet, renewal, submit, prepare].compactMap {
      $0
    }
  }
}

/// Ends the connection to ELT when all that uses it has stopped.
private struct ClientService: Service {
  let client: ELTClient

  func run() async throws {
    try? await gracefulShutdown()
    await client.shutdown()
  }
}
