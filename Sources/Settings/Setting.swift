/// A declared setting without its type, for the reference page, the errors and the sources.
package struct Setting: Sendable {
  enum Shape { case value, list, mapping }

  /// The dotted path, for example `kafka.bootstrapServers`.
  package let key: String
  /// The form of a value, for example `integer, 1 to 64`.
  package let form: String
  let shape: Shape
  /// The default as written in the file; nil if the setting has none.
  package let defaultText: String?
  package let documentation: String

  /// The environment variable, for example `ELT_ADAPTER_KAFKA_BOOTSTRAP_SERVERS`.
  package var environmentVariable: String { "ELT_ADAPTER_" + words(separator: "_").uppercased() }

  /// The command-line option, for example `--kafka-bootstrap-servers`.
  package var option: String { "--" + words(separator: "-").lowercased() }

  /// Splits `signatures.organisation.ocspResponderURL` into `signatures organisation ocsp Responder URL`.
  private func words(separator: Character) -> String {
    var result = ""
    var previous: Character = "."
    for letter in key {
      if letter.isUppercase, previous != ".", !previous.isUppercase { result.append(separator) }
      result.append(letter == "." ? separator : letter)
      previous = letter
    }
    return result
  }
}

/// Finds the name that was probably meant.
enum NearestName {
  /// Returns the known name with the fewest edits from `name`, if few enough to be a typing error.
  static func to(_ name: String, among known: [String]) -> String? {
    let ranked = known.map { (name: $0, edits: edits(Array(name.lowercased()), Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }), best.edits <= max(2, name.count / 3) else {
      return nil
    }
    return best.name
  }

  /// Levenshtein distance.
  private static func edits(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substituted = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
