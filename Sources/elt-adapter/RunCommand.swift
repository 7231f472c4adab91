internal import Settings
internal import Adapter
internal import Stages
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Glibc
internal import Kafka
internal import Logging
internal import ELT
internal import ServiceLifecycle

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs the adapter until SIGTERM or SIGINT.",
    discussion: """
      SIGTERM or SIGINT finishes and settles the calls in progress and leaves the consumer groups. A second signal exits \
      immediately with code 128 plus the signal's number; calls in progress are then in doubt, which the next instance \
      reports. SIGUSR1 raises the log detail by one level, SIGUSR2 restores the configured level. SIGHUP reloads changed \
      certificate files.

      Example: elt-adapter run --config elt-adapter.yaml --log-format text
      """
  )

  @OptionGroup var options: ConfigurationOptions

  private func stepBoundaryVariable() throws(CommandFailure) -> String? {
    do { return try StepBoundary.configuredVariable() } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  func run() async throws {
    OpenFiles.raiseLimit()
    let stepBoundary = try stepBoundaryVariable()
    let configuration = try await options.load()
    let level = configuration.log.adjustableLevel()
    let logger = configuration.log.logger(level: level)
    for variable in options.unknownVariables() {
      logger.log(.unknownVariable, [LogKey.variable: "\(variable)"])
    }
    if let stepBoundary { logger.log(.stepBoundarySet, [LogKey.variable: "\(stepBoundary)"]) }
    for warning in configuration.warnings { logger.log(.unsafeSetting, detail: "\(warning)") }
    let telemetry = Telemetry(logger: logger)
    telemetry.bootstrapMetrics()
    do {
      try await run(configuration, telemetry, level)
    } catch {
      throw logged(error, logger)
    }
  }

  /// Logs why the command ends, in the format of the log, and returns the exit code only.
  private func logged(_ error: any Error, _ logger: Logger) -> CommandFailure {
    switch error {
    case let refusal as TopicsRefused:
      for problem in refusal.problems { logger.log(.startRefused, detail: problem) }
      return CommandFailure(.usage)
    case let error as ConfigurationError:
      for problem in error.problems { logger.log(.startRefused, detail: "\(problem)") }
      return CommandFailure(.usage)
    case let problem as ELTConfigurationProblem:
      logger.log(.startRefused, detail: "\(problem)")
      return CommandFailure(.usage)
    default:
      logger.log(.processFailed, detail: "\(error)")
      return CommandFailure(.environment)
    }
  }

  private func run(_ configuration: AdapterConfiguration, _ telemetry: Telemetry, _ level: LogLevel)
    async throws
  {
    let logger = telemetry.logger
    let parts = try AdapterParts(configuration, telemetry: telemetry)
    let signalled: [any Service] = [
      LogLevelSignals(level: level, logger: logger), RenewalSignal(renewal: parts.renewal),
    ]
    let services = signalled + parts.services(after: StartCheck(configuration, telemetry: telemetry))
    let group = ServiceGroup(
      configuration: .init(
        // A cancelled service would leave calls in progress, and log errors that hide the cause.
        services: services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
        logger: logger
      )
    )
    let signals = Task { await StopSignal.handle(logger: logger) { await group.triggerGracefulShutdown() } }
    defer { signals.cancel() }
    try await group.run()
    // The threads of an abandoned client would crash while an ordinary exit releases what they use.
    if AbandonedClients.exist { _exit(0) }
  }
}
