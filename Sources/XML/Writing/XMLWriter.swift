internal import PKI

/// Writes XML that is its own canonical form (inclusive C14N 1.0), except for the declaration: the same calls give the same
/// bytes on every machine and in every release.
///
/// Names are written unescaped, because only the program chooses them; texts and values are escaped. Namespace declarations
/// are attributes named `xmlns` or `xmlns:prefix`; one that is already in scope is omitted, as in C14N. A prefix must be
/// declared on the element or around it.
package struct XMLWriter {
  /// The bytes written so far.
  package private(set) var bytes: [UInt8] = []
  /// Whether a text or value held a character that XML cannot express (U+0000 to U+001F except tab, LF and CR; U+FFFE;
  /// U+FFFF). It was replaced by U+FFFD. Input is checked with ``XMLCharacters`` before, so true means that a check is
  /// missing.
  package private(set) var replacedForbiddenCharacter = false

  private var open: [(name: String, declarations: Int)] = []
  private var scope: [(prefix: String, uri: String)] = []

  /// - Parameter declaration: whether to begin with `<?xml version="1.0" encoding="UTF-8"?>`.
  package init(declaration: Bool, reservingCapacity capacity: Int = 4096) {
    bytes.reserveCapacity(capacity)
    if declaration { write(#"<?xml version="1.0" encoding="UTF-8"?>"#) }
  }

  /// Begins an element. Attributes may be given in any order.
  package mutating func open(_ name: String, _ attributes: [(name: String, value: String)] = []) {
    write("<")
    write(name)
    open.append((name, scope.count))
    if !attributes.isEmpty { write(attributes) }
    write(">")
  }

  /// Ends the innermost open element, if any.
  package mutating func close() {
    guard let (name, declarations) = open.popLast() else { return }
    write("</")
    write(name)
    write(">")
    scope.removeSubrange(declarations...)
  }

  /// Writes an element that holds only text.
  package mutating func element(
    _ name: String,
    _ attributes: [(name: String, value: String)] = [],
    text: String = ""
  ) {
    open(name, attributes)
    self.text(text)
    close()
  }

  /// Writes an element that holds the bytes in Base64.
  package mutating func element(
    _ name: String,
    _ attributes: [(name: String, value: String)] = [],
    base64: [UInt8]
  ) {
    open(name, attributes)
    bytes += Base64.encode(base64)
    close()
  }

  /// Writes text into the open element.
  package mutating func text(_ text: String) { write(text, escaping: .text) }

  /// Writes bytes that are already canonical XML.
  package mutating func raw(_ canonical: some Sequence<UInt8>) { bytes.append(contentsOf: canonical) }
}

extension XMLWriter {
  private enum Context { case text, attribute }

  private mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func write(_ text: String, escaping context: Context) {
    for byte in text.utf8 {
      // Only ASCII and U+FFFE, U+FFFF (EF BF BE, EF BF BF) need escaping.
      switch byte {
      case 0x26: write("&amp;")
      case 0x3C: write("&lt;")
      case 0x3E where context == .text: write("&gt;")
      case 0x22 where context == .attribute: write("&quot;")
      case 0x0D: write("&#xD;")
      case 0x09 where context == .attribute: write("&#x9;")
      case 0x0A where context == .attribute: write("&#xA;")
      case 0x09, 0x0A: bytes.append(byte)
      case 0x00..<0x20:
        replacedForbiddenCharacter = true
        write("\u{FFFD}")
      case 0xBE...0xBF where bytes.suffix(2).elementsEqual([0xEF, 0xBF]):
        replacedForbiddenCharacter = true
        bytes.append(0xBD)
      default: bytes.append(byte)
      }
    }
  }

  /// Writes namespace declarations by prefix, then attributes by namespace and local name (C14N, section 2.2, "Document
  /// Order"), in the order of bytes.
  private mutating func write(_ attributes: [(name: String, value: String)]) {
    var sorted: [(declares: Bool, key: String, local: String, name: String, value: String)] = []
    for (name, value) in attributes {
      guard let prefix = declaredPrefix(name) else { continue }
      if (uri(of: prefix) ?? "") == value { continue }
      scope.append((prefix, value))
      sorted.append((true, prefix, "", name, value))
    }
    for (name, value) in attributes where declaredPrefix(name) == nil {
      let parts = name.split(separator: ":", maxSplits: 1)
      let uri = parts.count == 2 ? uri(of: String(parts[0])) ?? "" : ""
      sorted.append((false, uri, String(parts.last ?? ""), name, value))
    }
    sorted.sort { a, b in
      if a.declares != b.declares { return a.declares }
      if !a.key.utf8.elementsEqual(b.key.utf8) { return a.key.utf8.lexicographicallyPrecedes(b.key.utf8) }
      return a.local.utf8.lexicographicallyPrecedes(b.local.utf8)
    }
    for attribute in sorted {
      write(" ")
      write(attribute.name)
      write("=\"")
      write(attribute.value, escaping: .attribute)
      write("\"")
    }
  }

  private func declaredPrefix(_ name: String) -> String? {
    if name == "xmlns" { return "" }
    return name.hasPrefix("xmlns:") ? String(name.dropFirst(6)) : nil
  }

  private func uri(of prefix: String) -> String? { scope.last { $0.prefix == prefix }?.uri }
}

package enum XMLCharacters {
  /// Whether XML 1.0 can express the text (production Char). It cannot express control characters except tab, LF and CR,
  /// nor the noncharacters U+FFFE and U+FFFF.
  package static func allow(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0..<0x20, 0xFFFE, 0xFFFF: false
      default: true
      }
    }
  }
}
