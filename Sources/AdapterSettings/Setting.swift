/// One configuration key: its name, what it accepts, its default and what it is for.
///
/// The same value reads the key, documents it and names it in errors, so that the three cannot disagree.
package struct Setting<Value: Sendable>: Sendable {
  /// The dotted path, for example `kafka.bootstrapServers`.
  package let key: String
  /// What a value looks like, for example `duration`.
  package let form: String
  /// The default as it would be written in the file; nil where the setting has none.
  package let defaultText: String?
  package let documentation: String
  let parse: @Sendable (String) -> Value?

  init(
    _ key: String,
    form: String,
    default defaultText: String? = nil,
    _ documentation: String,
    parse: @escaping @Sendable (String) -> Value?
  ) {
    self.key = key
    self.form = form
    self.defaultText = defaultText
    self.documentation = documentation
    self.parse = parse
  }

  package var description: SettingDescription {
    SettingDescription(key: key, form: form, defaultText: defaultText, documentation: documentation)
  }
}

/// A setting without its type: what a reference page or an error needs to know.
package struct SettingDescription: Sendable {
  package let key: String
  package let form: String
  package let defaultText: String?
  package let documentation: String

  /// The environment variable of the same setting, for example `ELT_ADAPTER_KAFKA_BOOTSTRAP_SERVERS`.
  package var environmentVariable: String { "ELT_ADAPTER_" + words(separator: "_").uppercased() }

  /// The command-line option of the same setting, for example `--kafka-bootstrap-servers`.
  package var option: String { "--" + words(separator: "-").lowercased() }

  /// Splits `signatures.organisation.ocspResponderURL` into `signatures organisation ocsp Responder URL`.
  private func words(separator: Character) -> String {
    var result = ""
    let letters = Array(key)
    for (index, letter) in letters.enumerated() {
      if letter == "." {
        result.append(separator)
        continue
      }
      let previous = index > 0 ? letters[index - 1] : "."
      let startsWord = letter.isUppercase && previous != "." && !previous.isUppercase
      if startsWord { result.append(separator) }
      result.append(letter)
    }
    return result
  }
}

extension Setting where Value == String {
  static func text(_ key: String, form: String = "text", default: String? = nil, _ documentation: String)
    -> Self
  {
    Setting(key, form: form, default: `default`, documentation) { $0.isEmpty ? nil : $0 }
  }
}

extension Setting where Value == Bool {
  static func flag(_ key: String, default: Bool, _ documentation: String) -> Self {
    Setting(key, form: "`true` or `false`", default: "\(`default`)", documentation) { Bool($0) }
  }
}

extension Setting where Value == Int {
  static func integer(
    _ key: String,
    in range: ClosedRange<Int>,
    default: Int,
    _ documentation: String
  ) -> Self {
    Setting(
      key,
      form: "integer, \(range.lowerBound) to \(range.upperBound)",
      default: "\(`default`)",
      documentation
    ) {
      Int($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension Setting where Value == Double {
  static func number(
    _ key: String,
    in range: ClosedRange<Double>,
    default: String,
    _ documentation: String
  ) -> Self {
    Setting(
      key,
      form: "number, \(range.lowerBound) to \(range.upperBound)",
      default: `default`,
      documentation
    ) {
      Double($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension Setting where Value == Duration {
  static func duration(
    _ key: String,
    in range: ClosedRange<Duration>,
    default: String,
    _ documentation: String
  ) -> Self {
    Setting(
      key,
      form: "duration with a unit (`ms`, `s`, `m`, `h`), \(range.lowerBound) to \(range.upperBound)",
      default: `default`,
      documentation
    ) { text in
      Duration(setting: text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension Setting where Value: RawRepresentable<String> & CaseIterable {
  static func choice(_ key: String, default: Value?, _ documentation: String) -> Self {
    let names = Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return Setting(key, form: "one of \(names)", default: `default`?.rawValue, documentation) {
      Value(rawValue: $0)
    }
  }
}

extension Duration {
  /// Reads `250ms`, `60s`, `5m` or `2h`; nil for anything else, a bare number included: a duration without a
  /// unit has cost someone a night before.
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
}
