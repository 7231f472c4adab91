internal import TimeReport

/// What a setting accepts: how its value is parsed, written and described.
struct SettingForm<Value: Sendable>: Sendable {
  let description: String
  let parse: @Sendable (String) -> Value?
  let write: @Sendable (Value) -> String
}

extension SettingForm<String> {
  /// Any text that is not empty.
  static func text(_ description: String) -> Self {
    Self(description: description, parse: { $0.isEmpty ? nil : $0 }, write: { $0 })
  }

  /// A name of a topic, group or instance. Names that look the same must be the same: otherwise two instances can join
  /// different groups and both submit.
  static var name: Self {
    Self(
      description: "name without white space, control or invisible characters",
      parse: { $0.isEmpty || !$0.unicodeScalars.allSatisfy(\.isDistinct) ? nil : $0 },
      write: { $0 }
    )
  }
}

extension Unicode.Scalar {
  /// Whether the character shows, and shows the same everywhere. Combining marks do not: `å` has a form without them.
  fileprivate var isDistinct: Bool {
    isVisible && properties.generalCategory != .privateUse && properties.generalCategory != .unassigned
  }
}

extension SettingForm<Bool> {
  static var flag: Self {
    Self(description: "`true` or `false`", parse: { Bool($0) }, write: { "\($0)" })
  }
}

extension SettingForm<Int> {
  static func integer(_ range: ClosedRange<Int>) -> Self {
    Self(
      description: "integer, \(range.lowerBound) to \(range.upperBound)",
      parse: { Int($0).flatMap { range.contains($0) ? $0 : nil } },
      write: { "\($0)" }
    )
  }
}

extension SettingForm<Double> {
  static func number(_ range: ClosedRange<Double>) -> Self {
    let write: @Sendable (Double) -> String = { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    return Self(
      description: "number, \(write(range.lowerBound)) to \(write(range.upperBound))",
      parse: { Double($0).flatMap { range.contains($0) ? $0 : nil } },
      write: write
    )
  }
}

extension SettingForm<Duration> {
  static func duration(_ range: ClosedRange<Duration>) -> Self {
    Self(
      description: "duration with a unit (`ms`, `s`, `m`, `h`), "
        + "\(range.lowerBound.settingText) to \(range.upperBound.settingText)",
      parse: { Duration(setting: $0).flatMap { range.contains($0) ? $0 : nil } },
      write: \.settingText
    )
  }
}

extension SettingForm {
  static func choice(_ values: KeyValuePairs<String, Value>) -> Self where Value: Equatable {
    let values = values.map { (name: $0.key, value: $0.value) }
    return Self(
      description: "one of " + values.map { "`\($0.name)`" }.joined(separator: ", "),
      parse: { text in values.first { $0.name == text }?.value },
      write: { value in values.first { $0.value == value }?.name ?? "" }
    )
  }

  static func choice() -> Self where Value: RawRepresentable<String> & CaseIterable {
    Self(
      description: "one of " + Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "),
      parse: { Value(rawValue: $0) },
      write: \.rawValue
    )
  }
}

extension Duration {
  /// Parses `250ms`, `60s`, `5m` or `2h`. Returns nil for anything else, including a number without a unit, because
  /// its unit would be a guess.
  package init?(setting text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let amount = Int64(digits), amount <= 1_000_000_000 else { return nil }
    switch text.dropFirst(digits.count) {
    case "ms": self = .milliseconds(amount)
    case "s": self = .seconds(amount)
    case "m": self = .seconds(amount * 60)
    case "h": self = .seconds(amount * 3600)
    default: return nil
    }
  }

  fileprivate var settingText: String {
    let (seconds, attoseconds) = components
    return attoseconds == 0 ? "\(seconds)s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
  }
}
