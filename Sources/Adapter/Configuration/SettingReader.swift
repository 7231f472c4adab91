internal import Configuration

/// Reads settings one by one and remembers all that is wrong with them.
struct SettingReader {
  private let config: ConfigReader
  private(set) var problems: [ConfigurationProblem] = []

  init(_ config: ConfigReader) { self.config = config }

  /// The value, or nil where it is absent (or wrong, which is remembered).
  mutating func optional<Value>(_ setting: Setting<Value>) -> Value? {
    guard let text = config.string(forKey: ConfigKey(setting.key)) ?? setting.defaultText else { return nil }
    if let value = setting.parse(text) { return value }
    refuse(setting.key, "must be: \(setting.form)")
    return nil
  }

  /// The value; `fallback` only stands in where the value is wrong, so that the other problems are found too.
  mutating func value<Value>(_ setting: Setting<Value>, or fallback: Value) -> Value {
    optional(setting) ?? fallback
  }

  mutating func list(_ key: String) -> [String] {
    config.stringArray(forKey: ConfigKey(key)) ?? []
  }

  mutating func list<Value>(_ setting: Setting<Value>) -> [Value] {
    let texts =
      config.stringArray(forKey: ConfigKey(setting.key))
      ?? config.string(forKey: ConfigKey(setting.key)).map { [$0] }
      ?? (setting.defaultText ?? "").split(separator: ",").map { String($0.trimming { $0 == " " }) }
    return texts.compactMap { text in
      if let value = setting.parse(text) { return value }
      refuse(setting.key, "must be: \(setting.form)")
      return nil
    }
  }

  mutating func refuse(_ key: String, _ message: String) {
    problems.append(ConfigurationProblem(key, message))
  }
}

extension Substring {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
    var result = self
    while let first = result.first, isTrimmed(first) { result.removeFirst() }
    while let last = result.last, isTrimmed(last) { result.removeLast() }
    return result
  }
}
