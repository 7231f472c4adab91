internal import Settings
internal import Adapter
internal import Stages
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Glibc
internal import Kafka
internal import Logging
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
    let parts = try AdapterParts(configuration, telemetry: telemetry)
    let problems = try await TopicsCommand.problems(configuration, telemetry: telemetry)
    guard problems.isEmpty else {
      throw CommandFailure(.usage, problems.joined(separator: "\nelt-adapter: "))
    }
    let group = ServiceGroup(
      configuration: .init(
        services: ([LogLevelSignals(level: level, logger: logger), RenewalSignal(renewal: parts.renewal)]
          + parts.services).map {
            .init(service: $0)
          },
        logger: logger
      )
    )
    let signals = Task { await StopSignal.handle(logger: logger) { await group.triggerGracefulShutdown() } }
    defer { signals.cancel() }
    do {
      try await group.run()
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    // The threads of an abandoned client would crash while an ordinary exit releases what they use.
    if AbandonedClients.exist { _exit(0) }
  }
}
