internal import Foundation

package import Settings

/// Loads a configuration from a file with this text.
package func load(_ yaml: String? = nil, options: [String] = [], environment: [String: String] = [:])
  async throws
  -> AdapterConfiguration
{
  guard let yaml else {
    return try await ConfigurationLoader.load(file: nil, options: options, environment: environment)
  }
  let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml")
  try Data(yaml.utf8).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  return try await ConfigurationLoader.load(file: file.path, options: options, environment: environment)
}

/// The problems of a configuration; empty if it is valid.
package func problems(_ yaml: String? = nil, options: [String] = [], environment: [String: String] = [:])
  async throws
  -> [ConfigurationProblem]
{
  do {
    _ = try await load(yaml, options: options, environment: environment)
    return []
  } catch let error as ConfigurationError {
    return error.problems
  }
}

/// A file with this text, which is deleted with the value.
package final class ConfigurationText: Sendable {
  package let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).txt").path

  package init(_ text: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
