package import ArgumentParser
package import Settings
internal import Foundation

/// `--config FILE`, and every configuration key as an option.
package struct ConfigurationOptions: ParsableArguments {
  @Option(name: .long, help: "The configuration file (YAML).")
  package var config: String?

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp(
      "Any configuration key as an option, for example --kafka-bootstrap-servers host:9092.",
      valueName: "key value"
    )
  )
  package var settings: [String] = []

  package init() {}

  package func load() async throws -> AdapterConfiguration {
    try await ConfigurationLoader.load(
      file: config,
      options: settings,
      environment: ProcessInfo.processInfo.environment
    )
  }
}

extension ConfigurationOptions {
  package func loadWithOrigins() async throws -> [EffectiveSetting] {
    try await ConfigurationLoader.loadWithOrigins(
      file: config,
      options: settings,
      environment: ProcessInfo.processInfo.environment
    ).settings
  }

  package func unknownVariables() -> [String] {
    ConfigurationLoader.unknownVariables(in: ProcessInfo.processInfo.environment)
  }
}
