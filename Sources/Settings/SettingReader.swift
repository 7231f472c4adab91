internal import Foundation

/// Reads settings one by one. Each call also declares its setting; the reader records the declarations, the effective
/// values with their origins, and everything that is wrong.
struct SettingReader {
  private let sources: ConfigurationSources
  private(set) var declared: [Setting] = []
  private(set) var effective: [EffectiveSetting] = []
  private(set) var problems: [ConfigurationProblem] = []

  init(_ sources: ConfigurationSources) { self.sources = sources }

  /// - Returns: The default if the setting is not set, or if its value is wrong, so that other problems are found too.
  mutating func callAsFunction<Value>(
    _ key: String,
    _ form: SettingForm<Value>,
    default: Value,
    _ documentation: String
  ) -> Value {
    value(key, form, defaultText: form.write(`default`), documentation) ?? `default`
  }

  /// - Returns: nil if the setting is not set, or if its value is wrong.
  mutating func callAsFunction<Value>(
    _ key: String,
    _ form: SettingForm<Value>,
    _ documentation: String
  ) -> Value? {
    value(key, form, defaultText: nil, documentation)
  }

  /// Reads the path of a file or folder.
  mutating func path(_ key: String, _ form: String, _ documentation: String) -> ConfiguredPath? {
    self(key, .text(form), documentation).map { ConfiguredPath(key: key, path: $0) }
  }

  /// Reads a list: a YAML list, or one text with commas.
  mutating func list<Value>(
    _ key: String,
    _ form: SettingForm<Value>,
    default: [Value],
    _ documentation: String
  ) -> [Value] {
    let defaults = `default`.map(form.write)
    let description = form.description.replacing("one of", with: "list of", maxReplacements: 1)
    declare(key, description, .list, defaults.isEmpty ? nil : defaults.joined(separator: ", "), documentation)
    let found = sources.value(of: key)
    var texts = found?.value.texts ?? defaults
    // The written form of an empty list.
    if texts == [""], defaults.isEmpty { texts = [] }
    note(key, texts.isEmpty ? nil : texts.joined(separator: ", "), found?.origin ?? .default)
    return texts.compactMap { text in
      if let value = form.parse(text) { return value }
      refuse(key, "must be: \(description)")
      return nil
    }
  }

  /// Reads a mapping. The pairs of a variable or option replace those of the file name by name.
  mutating func mapping(_ key: String, _ documentation: String)
    -> [String: (value: String, origin: ConfigurationOrigin)]
  {
    let form = "mapping (in a variable or option: `name=value`, several separated by commas)"
    declare(key, form, .mapping, nil, documentation)
    var result: [String: (value: String, origin: ConfigurationOrigin)] = [:]
    if case .mapping(let pairs)? = sources.value(of: key, from: [.file])?.value {
      result = pairs.mapValues { ($0, .file) }
    }
    if let given = sources.value(of: key, from: [.option, .environment]) {
      for text in given.value.texts {
        guard let (name, value) = Self.pair(text) else {
          refuse(key, "must be: name=value, several separated by commas")
          continue
        }
        result[name] = (value, given.origin)
      }
    }
    return result
  }

  /// Splits `name=value` at the first `=`.
  static func pair(_ text: String) -> (name: String, value: String)? {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return (parts[0].trimmingCharacters(in: .whitespaces), parts[1].trimmingCharacters(in: .whitespaces))
  }

  mutating func note(_ key: String, _ text: String?, _ origin: ConfigurationOrigin) {
    effective.append(EffectiveSetting(key: key, value: text, origin: origin))
  }

  mutating func refuse(_ key: String, _ message: String) {
    assert(declared.contains { $0.key == key || $0.key.hasPrefix(key + ".") }, "\(key) is not declared")
    problems.append(ConfigurationProblem(key, message))
  }

  mutating func refuse(_ error: ConfigurationError) { problems += error.problems }

  private mutating func declare(
    _ key: String,
    _ form: String,
    _ shape: Setting.Shape,
    _ defaultText: String?,
    _ documentation: String
  ) {
    declared.append(
      Setting(key: key, form: form, shape: shape, defaultText: defaultText, documentation: documentation)
    )
  }

  private mutating func value<Value>(
    _ key: String,
    _ form: SettingForm<Value>,
    defaultText: String?,
    _ documentation: String
  ) -> Value? {
    declare(key, form.description, .value, defaultText, documentation)
    guard case (.text(let text), let origin)? = sources.value(of: key) else {
      note(key, defaultText, .default)
      return nil
    }
    note(key, text, origin)
    if let value = form.parse(text) { return value }
    refuse(key, "must be: \(form.description)")
    return nil
  }
}
