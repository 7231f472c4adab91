internal import Settings
internal import ArgumentParser
internal import Foundation

/// `--config FILE`, and every configuration key as an option.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration file (YAML).")
  var config: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Any configuration key as an option, for example --kafka-bootstrap-servers host:9092.",
      valueName: "key value"
    )
  )
  var settings: [String] = []

  func load() async throws -> AdapterConfiguration {
    try await ConfigurationLoader.load(
      file: config,
      options: settings,
      environment: ProcessInfo.processInfo.environment
    )
  }
}

extension ConfigurationOptions {
  func loadWithOrigins() async throws -> [EffectiveSetting] {
    try await ConfigurationLoader.loadWithOrigins(
      file: config,
      options: settings,
      environment: ProcessInfo.processInfo.environment
    ).settings
  }

  func unknownVariables() -> [String] {
    ConfigurationLoader.unknownVariables(in: ProcessInfo.processInfo.environment)
  }
}
