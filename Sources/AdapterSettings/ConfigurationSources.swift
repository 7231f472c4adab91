internal import Configuration
internal import Foundation
internal import SystemPackage

/// Where a value can come from, the strongest first.
package enum ConfigurationOrigin: String, Sendable {
  case option, environment, file
  /// `kafka.propertiesFile`.
  case propertiesFile
  case `default`
}

/// The three places that a configuration is given in, read but not yet understood.
struct ConfigurationSources {
  /// Option, environment, file, in this order.
  private let readers: [(origin: ConfigurationOrigin, reader: ConfigReader)]
  /// The mapping `kafka.properties` of the file.
  let fileProperties: [String: String]

  /// - Throws: Everything that is wrong with the form of options and file, at once.
  init(file: String?, options: [String], environment: [String: String])
    async throws(ConfigurationError)
  {
    var problems: [ConfigurationProblem] = []
    let variables = CommandLineOptions.variables(in: options, &problems)
    var readers: [(ConfigurationOrigin, ConfigReader)] = [(.option, variables), (.environment, environment)]
      .map { origin, variables in
        let provider = EnvironmentVariablesProvider(environmentVariables: variables)
        return (origin, ConfigReader(provider: provider.prefixKeys(with: "eltAdapter")))
      }
    var fileProperties: [String: String] = [:]
    if let file {
      let root = try ConfigurationFileShape.yaml(of: file)
      problems += ConfigurationFileShape.problems(in: root)
      fileProperties = ConfigurationFileShape.mapping(at: Settings.kafkaProperties, in: root)
      if problems.isEmpty, !root.isEmpty {
        do {
          let provider = try await FileProvider<YAMLSnapshot>(filePath: FilePath(file))
          readers.append((.file, ConfigReader(provider: provider)))
        } catch {
          throw ConfigurationError([ConfigurationProblem(file, "is not a configuration file: \(error)")])
        }
      }
    }
    guard problems.isEmpty else { throw ConfigurationError(problems) }
    self.readers = readers
    self.fileProperties = fileProperties
  }

  /// The text of a value; nil where no place has one.
  func text(_ key: String) -> (text: String, origin: ConfigurationOrigin)? {
    for (origin, reader) in readers {
      if let text = reader.string(forKey: ConfigKey(key)) { return (text, origin) }
    }
    return nil
  }

  /// The texts of a list, or of the one value that stands for a list of one.
  func list(_ key: String) -> (texts: [String], origin: ConfigurationOrigin)? {
    for (origin, reader) in readers {
      if let texts = reader.stringArray(forKey: ConfigKey(key)) { return (texts, origin) }
      if let text = reader.string(forKey: ConfigKey(key)) { return ([text], origin) }
    }
    return nil
  }
}
