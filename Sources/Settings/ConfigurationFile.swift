internal import Yams

/// A configuration file (YAML), with its keys checked against the declared settings, so that a mistyped key is not
/// mistaken for an absent one.
struct ConfigurationFile {
  private(set) var values: [String: GivenValue] = [:]
  private(set) var problems: [ConfigurationProblem] = []

  /// - Throws: `ConfigurationError` if the file cannot be read or is not a YAML mapping.
  init(_ path: String) throws(ConfigurationError) {
    guard let bytes = BoundedFile.contents(of: path), bytes.count <= BoundedFile.limit,
      let text = String(validating: bytes, as: UTF8.self)
    else {
      let message = "cannot be read; it must be a readable UTF-8 file of at most 1 MB"
      throw ConfigurationError([ConfigurationProblem(path, message)])
    }
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw ConfigurationError([ConfigurationProblem(path, "is not YAML: \(Self.reason(error))")])
    }
    guard let root, !root.isNull else { return }
    guard let mapping = root.mapping else {
      throw ConfigurationError([ConfigurationProblem(path, "must be a mapping of keys to values")])
    }
    read(mapping, under: nil)
  }

  /// `null`, `~` and an empty value mean "not set".
  private mutating func read(_ mapping: Node.Mapping, under prefix: String?) {
    let settings = AdapterConfiguration.settings
    for (name, node) in mapping {
      guard let name = name.scalar?.string else {
        problems.append(ConfigurationProblem(prefix ?? "(top)", "has a key that is not text"))
        continue
      }
      let key = prefix.map { "\($0).\(name)" } ?? name
      if let setting = settings.first(where: { $0.key == key }) {
        guard !node.isNull else { continue }
        if let value = node.value(of: setting.shape) {
          values[key] = value
        } else {
          problems.append(ConfigurationProblem(key, "must be \(setting.shape.yaml)"))
        }
      } else if settings.contains(where: { $0.key.hasPrefix(key + ".") }) {
        if let inner = node.mapping {
          read(inner, under: key)
        } else if !node.isNull {
          problems.append(ConfigurationProblem(key, "must be a mapping of keys to values"))
        }
      } else {
        let hint = NearestName.to(key, among: settings.map(\.key)).map { "; did you mean `\($0)`?" } ?? ""
        problems.append(ConfigurationProblem(key, "is not a known key\(hint)"))
      }
    }
  }

  /// Leaves out the line that Yams would quote, because it may be a secret.
  private static func reason(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(problem) in line \(mark.line)"
    case .duplicatedKeysInMapping: "a key occurs twice in one mapping"
    default: "it cannot be parsed"
    }
  }
}

extension Setting.Shape {
  fileprivate var yaml: String {
    switch self {
    case .value: "a single value"
    case .list: "a list of values"
    case .mapping: "a mapping of names to values"
    }
  }
}

extension Node {
  fileprivate var isNull: Bool {
    guard let scalar, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// - Returns: nil if the node has another shape.
  fileprivate func value(of shape: Setting.Shape) -> GivenValue? {
    switch shape {
    case .value:
      return scalar.map { .text($0.string) }
    case .list:
      guard let sequence else { return scalar.map { .text($0.string) } }
      let texts = sequence.compactMap { $0.scalar?.string }
      return texts.count == sequence.count ? .list(texts) : nil
    case .mapping:
      guard let mapping else { return nil }
      var pairs: [String: String] = [:]
      for (name, value) in mapping {
        guard let name = name.scalar?.string, let text = value.scalar?.string else { return nil }
        if !value.isNull { pairs[name] = text }
      }
      return .mapping(pairs)
    }
  }
}
