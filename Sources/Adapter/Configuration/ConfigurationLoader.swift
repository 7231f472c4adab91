internal import Configuration
internal import Foundation
internal import SystemPackage
internal import Yams

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
    var problems: [ConfigurationProblem] = []
    let places = [CommandLineOptions.variables(in: options, &problems), environment]
    var providers: [any ConfigProvider] = places.map {
      EnvironmentVariablesProvider(environmentVariables: $0).prefixKeys(with: "eltAdapter")
    }
    var kafkaProperties: [String: String] = [:]
    if let file {
      let root = try yaml(of: file)
      problems += ConfigurationFileShape.problems(in: root)
      kafkaProperties = ConfigurationFileShape.mapping(at: Settings.kafkaProperties, in: root)
      if problems.isEmpty, !root.isEmpty {
        do {
          providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
        } catch {
          throw ConfigurationError([ConfigurationProblem(file, "is not a configuration file: \(error)")])
        }
      }
    }
    guard problems.isEmpty else { throw ConfigurationError(problems) }

    var reader = SettingReader(ConfigReader(providers: providers))
    for pair in reader.list(Settings.kafkaProperties) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        reader.refuse(Settings.kafkaProperties, "needs name=value")
        continue
      }
      kafkaProperties[String(parts[0])] = String(parts[1])
    }
    let configuration = AdapterConfiguration(&reader, kafkaProperties: kafkaProperties)
    guard reader.problems.isEmpty else { throw ConfigurationError(reader.problems) }
    return configuration
  }

  /// Environment variables that begin like ours but name no setting. They are worth a warning, not a refusal:
  /// Kubernetes sets such variables for every service of that name.
  package static func unknownVariables(in environment: [String: String]) -> [String] {
    let known = Set(Settings.all.map(\.environmentVariable))
    return environment.keys.filter {
      $0.hasPrefix("ELT_ADAPTER_") && !$0.hasPrefix("ELT_ADAPTER_TEST_") && !known.contains($0)
    }.sorted()
  }

  private static func yaml(of file: String) throws(ConfigurationError) -> Node.Mapping {
    guard let data = FileManager.default.contents(atPath: file), data.count <= 1_000_000,
      let text = String(data: data, encoding: .utf8)
    else {
      throw ConfigurationError([
        ConfigurationProblem(file, "cannot be read: is it there, readable, and UTF-8?")
      ])
    }
    do {
      guard let root = try Yams.compose(yaml: text), root.scalar?.string.isEmpty != true else { return [:] }
      if let mapping = root.mapping { return mapping }
    } catch {
      throw ConfigurationError([ConfigurationProblem(file, "is not YAML: \(sentence(for: error))")])
    }
    throw ConfigurationError([ConfigurationProblem(file, "must be a mapping of keys to values")])
  }

  /// Without the line itself, which Yams would quote: it may be a secret.
  private static func sentence(for error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(problem) in line \(mark.line)"
    case .duplicatedKeysInMapping: "a key occurs twice in one mapping"
    default: "it cannot be parsed"
    }
  }
}
