package import Settings
package import Admin
internal import ELT
package import Intake
internal import Operations
internal import PipelineRecords
package import ServiceLifecycle
package import Stages
package import Submission
package import Telemetry
internal import TimeReport

/// The parts of a running adapter, built from its configuration.
package struct AdapterParts: Sendable {
  package let intake: IntakeStage?
  package let submission: SubmissionStage?
  package let admin: AdminServer
  private let client: ELTClient?
  private let fleet: FleetWatch
  package let renewal: CertificateRenewal
  private let telemetry: Telemetry

  /// - Throws: `ConfigurationError` if a file or key cannot be used.
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
    self.telemetry = telemetry
    telemetry.instruments.exportLabels()
    let certificates = CertificateBook()
    var files: [RenewableFiles] = []
    if configuration.roles.contains(.intake) {
      let (pipeline, pipelineFiles) = try configuration.renewablePipeline(certificates, clock: clock)
      files.append(pipelineFiles)
      intake = IntakeStage(
        settings: configuration.intakeSettings(telemetry),
        pipeline: pipeline,
        outcomes: outcomes,
        telemetry: telemetry,
        retry: retry,
        clock: clock
      )
    } else {
      intake = nil
    }
    if configuration.roles.contains(.submit) {
      let (client, clientFiles) = try configuration.renewableClient(certificates, clock: clock)
      self.client = client
      files.append(clientFiles)
      submission = SubmissionStage(
        settings: configuration.submissionSettings(telemetry),
        sender: client,
        outcomes: outcomes,
        telemetry: telemetry,
        retry: retry,
        clock: clock
      )
    } else {
      client = nil
      submission = nil
    }
    renewal = CertificateRenewal(files, book: certificates, telemetry: telemetry, clock: clock)
    let book = FleetBook()
    fleet = FleetWatch(
      kafka: configuration.kafkaClient(named: "fleet", telemetry: telemetry),
      groupId: configuration.kafka.groupId,
      book: book,
      clock: clock
    )
    admin = AdminServer(
      settings: configuration.adminSettings,
      telemetry: telemetry,
      partitions: { [submission] in await submission?.status() ?? [] },
      certificates: certificates,
      fleet: book
    )
  }

  /// The services to run, in the order in which they start; they stop in reverse.
  package var services: [any Service] { support + stages }

  /// The same services. The stages start when the check has passed; the admin server answers meanwhile.
  package func services(after check: StartCheck) -> [any Service] {
    support + [CheckedStages(check: check, stages: stages, logger: telemetry.logger)]
  }

  private var support: [any Service] {
    [client.map(ClientService.init) as (any Service)?, admin, fleet, renewal].compactMap { $0 }
  }

  private var stages: [any Service] { [submission as (any Service)?, intake].compactMap { $0 } }
}

extension Instruments {
  /// Exports the counters of the pipeline at 0, for all roles.
  fileprivate func exportLabels() {
    outcomes.export(OutcomeType.allCases)
    calls.export(ResultLabel.allCases)
    retries.export(ResultLabel.retried)
    callSeconds.export(ResultLabel.allCases)
  }
}

/// Closes the connection to ELT after its users have stopped.
private struct ClientService: Service {
  let client: ELTClient

  func run() async throws {
    try? await gracefulShutdown()
    await client.shutdown()
  }
}
