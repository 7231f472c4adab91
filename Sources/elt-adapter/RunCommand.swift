internal import Settings
internal import Adapter
internal import Stages
internal import Telemetry
internal import ArgumentParser
internal import Logging
internal import ServiceLifecycle

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs the adapter until it is told to stop.",
    discussion: """
      SIGTERM or SIGINT finishes the calls under way, settles them and leaves the consumer groups. A second one ends the
      process at once, with 128 and the signal's number as its exit code; what was under way is then in doubt, and the
      next instance says so. SIGUSR1 has one level more logged, SIGUSR2 goes back to the configured one. SIGHUP \
      has changed certificate files put to use at once.

      Example: elt-adapter run --config elt-adapter.yaml --log-format text
      """
  )

  @OptionGroup var options: ConfigurationOptions

  private func stepBoundaryIsSet() throws(CommandFailure) -> Bool {
    do { return try StepBoundary.isAnyAppointed() } catch { throw CommandFailure(.usage, error.description) }
  }

  func run() async throws {
    let endsItself = try stepBoundaryIsSet()
    let configuration = try await options.load()
    let level = configuration.log.adjustableLevel()
    let logger = configuration.log.logger(level: level)
    for variable in options.unknownVariables() {
      logger.warning("An environment variable begins like ours but names no setting: \(variable)")
    }
    if endsItself {
      logger.warning(
        "\(StepBoundary.variable) is set, which is for tests only: this process will kill itself."
      )
    }
    for warning in configuration.warnings { logger.warning("\(warning)") }
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
    let signals = Task { await StopSignal.obey(logger: logger) { await group.triggerGracefulShutdown() } }
    defer { signals.cancel() }
    do {
      try await group.run()
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
  }
}
