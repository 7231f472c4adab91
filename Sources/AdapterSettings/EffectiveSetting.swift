/// A setting as it holds, and where it came from. It may be shown to anyone: secrets are not in it.
package struct EffectiveSetting: Sendable, Encodable {
  package let key: String
  /// As it was written; nil where the setting has no value.
  package let value: String?
  package let origin: ConfigurationOrigin

  /// Stands for a value that may be a secret.
  static let hidden = "(hidden)"

  package var line: String { "\(key): \(value ?? "(not set)")  # \(origin.rawValue)" }
}

extension ConfigurationOrigin: Encodable {}

extension [EffectiveSetting] {
  /// The settings in the order of the reference, whatever the order in which they were read.
  var inOrderOfDocumentation: [EffectiveSetting] {
    let keys = Settings.all.map(\.key)
    func place(_ setting: EffectiveSetting) -> Int {
      keys.firstIndex { setting.key == $0 || setting.key.hasPrefix($0 + ".") } ?? keys.count
    }
    return enumerated().sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(
      \.element
    )
  }
}
