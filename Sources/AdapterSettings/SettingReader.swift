/// Reads settings one by one and remembers all that is wrong with them, and what holds and where it came from.
struct SettingReader {
  let sources: ConfigurationSources
  private(set) var problems: [ConfigurationProblem] = []
  private(set) var effective: [EffectiveSetting] = []

  init(_ sources: ConfigurationSources) { self.sources = sources }

  /// The value, or nil where it is absent (or wrong, which is remembered).
  mutating func optional<Value>(_ setting: Setting<Value>) -> Value? {
    let found = sources.text(setting.key) ?? setting.defaultText.map { ($0, .default) }
    note(setting.key, found?.text, found?.origin ?? .default)
    guard let text = found?.text else { return nil }
    if let value = setting.parse(text) { return value }
    refuse(setting.key, "must be: \(setting.form)")
    return nil
  }

  /// The value; `fallback` only stands in where the value is wrong, so that the other problems are found too.
  mutating func value<Value>(_ setting: Setting<Value>, or fallback: Value) -> Value {
    optional(setting) ?? fallback
  }

  mutating func list<Value>(_ setting: Setting<Value>) -> [Value] {
    let given = sources.list(setting.key)
    let texts =
      given?.texts
      ?? (setting.defaultText ?? "").split(separator: ",").map { String($0.trimming { $0 == " " }) }
    note(setting.key, texts.joined(separator: ", "), given?.origin ?? .default)
    return texts.compactMap { text in
      if let value = setting.parse(text) { return value }
      refuse(setting.key, "must be: \(setting.form)")
      return nil
    }
  }

  mutating func note(_ key: String, _ text: String?, _ origin: ConfigurationOrigin) {
    effective.append(EffectiveSetting(key: key, value: text, origin: origin))
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
