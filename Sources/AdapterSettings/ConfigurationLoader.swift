/// Reads the configuration from its three places: option before environment before file before default.
package enum ConfigurationLoader {
  /// - Parameters:
  ///   - file: The YAML file; nil runs on environment, options and defaults alone.
  ///   - options: Command-line options such as `--kafka-bootstrap-servers host:9092`, as they were given.
  ///   - environment: The process's environment.
  /// - Throws: Everything that is wrong, at once.
  package static func load(
    file: String?,
    options: [String],
    environment: [String: String]
  ) async throws(ConfigurationError) -> AdapterConfiguration {
    try await loadWithOrigins(file: file, options: options, environment: environment).configuration
  }

  /// The configuration with every setting as it holds and where it came from, without secrets.
  package static func loadWithOrigins(
    file: String?,
    options: [String],
    environment: [String: String]
  ) async throws(ConfigurationError) -> (configuration: AdapterConfiguration, settings: [EffectiveSetting]) {
    let sources = try await ConfigurationSources(file: file, options: options, environment: environment)
    var reader = SettingReader(sources)
    let properties = KafkaProperties(&reader, fileProperties: sources.fileProperties)
    let configuration = AdapterConfiguration(&reader, kafkaProperties: properties)
    guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    return (configuration, reader.effective.inOrderOfDocumentation)
  }

  /// Environment variables that begin like ours but name no setting. They are worth a warning, not a refusal:
  /// Kubernetes sets such variables for every service of that name.
  package static func unknownVariables(in environment: [String: String]) -> [String] {
    let known = Set(Settings.all.map(\.environmentVariable))
    return environment.keys.filter {
      $0.hasPrefix("ELT_ADAPTER_") && !$0.hasPrefix("ELT_ADAPTER_TEST_") && !known.contains($0)
    }.sorted()
  }
}
