/// Loads the configuration. An option takes precedence over the environment, the environment over the file, and the
/// file over the default.
package enum ConfigurationLoader {
  /// - Parameters:
  ///   - file: The YAML file; nil uses environment, options and defaults only.
  ///   - options: Command-line options as given, such as `--kafka-bootstrap-servers host:9092`.
  ///   - environment: The environment of the process.
  /// - Throws: All problems at once.
  package static func load(
    file: String?,
    options: [String],
    environment: [String: String]
  ) async throws(ConfigurationError) -> AdapterConfiguration {
    try await loadWithOrigins(file: file, options: options, environment: environment).configuration
  }

  /// Also returns the effective settings and their origins, without secrets.
  package static func loadWithOrigins(
    file: String?,
    options: [String],
    environment: [String: String]
  ) async throws(ConfigurationError) -> (configuration: AdapterConfiguration, settings: [EffectiveSetting]) {
    var reader = SettingReader(
      try ConfigurationSources(file: file, options: options, environment: environment)
    )
    let configuration = AdapterConfiguration(&reader)
    guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    return (configuration, reader.effective)
  }

  /// Returns the `ELT_ADAPTER_` variables that no setting has. They cause a warning instead of an error, because
  /// Kubernetes sets such variables for every service named elt-adapter.
  package static func unknownVariables(in environment: [String: String]) -> [String] {
    let known = Set(AdapterConfiguration.settings.map(\.environmentVariable))
    return environment.keys.filter {
      $0.hasPrefix("ELT_ADAPTER_") && !$0.hasPrefix("ELT_ADAPTER_TEST_") && !known.contains($0)
    }.sorted()
  }
}

/// A setting with its effective value and origin. It holds no secrets.
package struct EffectiveSetting: Sendable, Encodable {
  package let key: String
  /// As written; nil if the setting has no value.
  package let value: String?
  package let origin: ConfigurationOrigin

  /// Replaces a value that may be a secret.
  static let hidden = "(hidden)"

  package var line: String { "\(key): \(value ?? "(not set)")  # \(origin.rawValue)" }
}
