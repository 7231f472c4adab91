internal import Foundation
internal import Yams

/// Holds a configuration file's keys against the known ones: a mistyped key must not pass as a default.
enum ConfigurationFileShape {
  static func problems(in root: Node.Mapping) -> [ConfigurationProblem] { walk(root, prefix: "") }

  /// The scalars of the mapping at `key`.
  static func mapping(at key: String, in root: Node.Mapping) -> [String: String] {
    var node: Node? = .mapping(root)
    for part in key.split(separator: ".") { node = node?.mapping?[Node(String(part))] }
    guard let mapping = node?.mapping else { return [:] }
    return Dictionary(
      mapping.compactMap { name, value in
        guard let name = name.scalar?.string, let value = value.scalar?.string else { return nil }
        return (name, value)
      },
      uniquingKeysWith: { _, last in last }
    )
  }

  private static func walk(_ mapping: Node.Mapping, prefix: String) -> [ConfigurationProblem] {
    mapping.flatMap { name, value -> [ConfigurationProblem] in
      guard let name = name.scalar?.string else {
        return [ConfigurationProblem(prefix.isEmpty ? "(top)" : prefix, "has a key that is not a text")]
      }
      let key = prefix.isEmpty ? name : "\(prefix).\(name)"
      if key == Settings.kafkaProperties {
        let scalars = value.mapping?.allSatisfy { $0.key.scalar != nil && $0.value.scalar != nil }
        return scalars == true ? [] : [ConfigurationProblem(key, "must be a mapping of property to value")]
      }
      if known.contains(key) {
        return shape(of: value, at: key).map { [ConfigurationProblem(key, $0)] } ?? []
      }
      if known.contains(where: { $0.hasPrefix(key + ".") }) {
        guard let inner = value.mapping else {
          return [ConfigurationProblem(key, "must be a mapping of keys to values")]
        }
        return walk(inner, prefix: key)
      }
      let hint = NearestKey.to(key, among: known).map { "; did you mean `\($0)`?" } ?? ""
      return [ConfigurationProblem(key, "is not a known key\(hint)")]
    }
  }

  /// What is wrong with the kind of a value; what it says is looked at when it is read.
  private static func shape(of value: Node, at key: String) -> String? {
    if value.mapping != nil { return "takes a value, not a mapping" }
    guard let sequence = value.sequence else { return nil }
    guard key == Settings.roles.key else { return "takes a value, not a list" }
    return sequence.allSatisfy { $0.scalar != nil } ? nil : "takes a list of values"
  }

  private static let known = Settings.all.map(\.key)

  /// The file as a mapping, of at most a megabyte.
  static func yaml(of file: String) throws(ConfigurationError) -> Node.Mapping {
    guard let data = FileManager.default.contents(atPath: file), data.count <= 1_000_000,
      let text = String(data: data, encoding: .utf8)
    else {
      throw ConfigurationError([
        ConfigurationProblem(file, "cannot be read: is it there, readable, and UTF-8?")
      ])
    }
    do {
      guard let root = try Yams.compose(yaml: text), root.scalar?.string.isEmpty != true else { return [:] }
      if let mapping = root.mapping { return mapping }
    } catch {
      throw ConfigurationError([ConfigurationProblem(file, "is not YAML: \(sentence(for: error))")])
    }
    throw ConfigurationError([ConfigurationProblem(file, "must be a mapping of keys to values")])
  }

  /// Without the line itself, which Yams would quote: it may be a secret.
  private static func sentence(for error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "\(problem) in line \(mark.line)"
    case .duplicatedKeysInMapping: "a key occurs twice in one mapping"
    default: "it cannot be parsed"
    }
  }
}
