internal import Adapter
internal import ArgumentParser
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs the adapter until it is told to stop.",
    discussion: """
      SIGTERM or SIGINT finishes the calls under way, settles them and leaves the consumer groups.

      Example: elt-adapter run --config elt-adapter.yaml --log-format text
      """
  )

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let endsItself = try StepBoundary.isAnyAppointed()
    let configuration = try await options.load()
    let logger = configuration.log.logger()
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
    let parts = try AdapterParts(configuration, telemetry: telemetry)
    let problems = try await TopicsCommand.problems(configuration, telemetry: telemetry)
    guard problems.isEmpty else {
      throw CommandFailure(.usage, problems.joined(separator: "\nelt-adapter: "))
    }
    let group = ServiceGroup(
      configuration: .init(
        services: parts.services.map { .init(service: $0) },
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger
      )
    )
    do {
      try await group.run()
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
  }
}
