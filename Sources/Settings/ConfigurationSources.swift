internal import Foundation

/// The place that a value comes from, in order of precedence.
package enum ConfigurationOrigin: String, Sendable, Encodable {
  case option, environment, file
  /// `kafka.propertiesFile`.
  case propertiesFile
  case `default`
}

/// A value as given, before it is parsed.
enum GivenValue: Equatable {
  case text(String)
  case list([String])
  case mapping([String: String])

  /// The elements of a list. A text is split at its commas.
  var texts: [String] {
    switch self {
    case .list(let texts): return texts
    case .mapping: return []
    case .text(let text):
      let texts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
      return texts.isEmpty ? [""] : texts
    }
  }
}

/// The values of the command line, the environment and the file, by key.
struct ConfigurationSources {
  /// In order of precedence.
  private var places: [(origin: ConfigurationOrigin, values: [String: GivenValue])] = []

  /// No sources: every setting has its default.
  init() {}

  /// - Throws: All problems with the form of options and file.
  init(file: String?, options: [String], environment: [String: String]) throws(ConfigurationError) {
    var problems: [ConfigurationProblem] = []
    places.append((.option, Self.values(ofOptions: options, &problems)))
    places.append((.environment, Self.values(ofVariables: environment)))
    if let file {
      let read = try ConfigurationFile(file)
      places.append((.file, read.values))
      problems += read.problems
    }
    guard problems.isEmpty else { throw ConfigurationError(problems) }
  }

  /// Returns the value of the first place that has one.
  func value(of key: String, from origins: [ConfigurationOrigin] = [.option, .environment, .file])
    -> (value: GivenValue, origin: ConfigurationOrigin)?
  {
    for place in places where origins.contains(place.origin) {
      if let value = place.values[key] { return (value, place.origin) }
    }
    return nil
  }

  private static func values(ofVariables environment: [String: String]) -> [String: GivenValue] {
    var values: [String: GivenValue] = [:]
    for setting in AdapterConfiguration.settings {
      guard var text = environment[setting.environmentVariable] else { continue }
      // `VAR="$(cat file; echo)"` and secrets mounted as variables often end with a newline.
      if let last = text.last, last == "\n" || last == "\r\n" { text.removeLast() }
      values[setting.key] = .text(text)
    }
    return values
  }

  /// Reads `--kafka-group-id name` and `--kafka-group-id=name`.
  private static func values(ofOptions arguments: [String], _ problems: inout [ConfigurationProblem])
    -> [String: GivenValue]
  {
    let settings = AdapterConfiguration.settings
    var values: [String: GivenValue] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        problems.append(
          ConfigurationProblem(
            argument,
            "does not belong to an option; separate the elements of a list by commas"
          )
        )
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      let option = parts[0]
      var text = parts.count == 2 ? parts[1] : nil
      if text == nil, let next = rest.first, !next.hasPrefix("--") { text = rest.removeFirst() }
      guard let setting = settings.first(where: { $0.option == option }) else {
        let nearest = NearestName.to(option, among: settings.map(\.option))
        let hint = nearest.map { "; did you mean \($0)?" } ?? ""
        problems.append(ConfigurationProblem(option, "is not an option\(hint)"))
        continue
      }
      guard let text else {
        problems.append(ConfigurationProblem(option, "needs a value"))
        continue
      }
      if values.updateValue(.text(text), forKey: setting.key) != nil {
        problems.append(ConfigurationProblem(option, "is given more than once"))
      }
    }
    return values
  }
}
