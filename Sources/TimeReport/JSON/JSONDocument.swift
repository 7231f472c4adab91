/// A parsed JSON text: its bytes and a flat list with one node for each value, in the order of the text.
///
/// Foundation's decoder is not used, because it silently keeps one of two members with the same name and stops at the
/// first problem. A request must mean the same to every reader, and its sender receives all problems at once with their
/// pointers. Strings are decoded only on access, so that most of a report costs no allocation.
package final class JSONDocument: Sendable {
  let bytes: [UInt8]
  let nodes: [JSONNode]

  private let duplicateIndices: [Int]

  /// Reads RFC 8259 JSON in UTF-8, with or without a byte order mark.
  package static func parse(
    _ bytes: [UInt8],
    maximumDepth: Int = 32
  ) throws(JSONFailure) -> JSONDocument {
    guard bytes.count < Int(UInt32.max) else { throw JSONFailure(kind: .tooLarge, offset: 0, partial: nil) }
    var parser = JSONParser(bytes, maximumDepth: maximumDepth)
    do throws(JSONParser.Failure) {
      try parser.parse()
    } catch {
      // The parser checks the encoding only inside strings. Invalid UTF-8 elsewhere is reported as such too.
      guard (try? UTF8Span(validating: bytes.span)) != nil else {
        throw JSONFailure(kind: .notUTF8, offset: 0, partial: nil)
      }
      let partial = parser.nodes.isEmpty ? nil : JSONDocument(bytes, parser.nodes, duplicates: [])
      throw JSONFailure(kind: error.kind, offset: error.offset, partial: partial)
    }
    return JSONDocument(bytes, parser.nodes, duplicates: parser.duplicates)
  }

  package var root: JSON { JSON(document: self, index: 0) }

  /// Members whose name occurs earlier in the same object; at most 100.
  var duplicates: [JSON] { duplicateIndices.map { JSON(document: self, index: $0) } }

  /// The index of the first member with this name.
  func member(_ wanted: StaticString, in children: JSON.Children) -> Int? {
    var index = children.position
    while index < children.end {
      if isNamed(wanted, nodes[index]) { return index }
      let next = Int(nodes[index].next)
      index = next == 0 ? children.end : next
    }
    return nil
  }

  func isNamed(_ wanted: StaticString, _ node: JSONNode) -> Bool {
    let name = node.name
    if node.nameHasEscapes {
      return wanted.withUTF8Buffer { JSONEscape.resolve(name, in: bytes).elementsEqual($0) }
    }
    guard name.count == wanted.utf8CodeUnitCount else { return false }
    return wanted.withUTF8Buffer { wanted in
      for offset in 0..<wanted.count where wanted[offset] != bytes[name.lowerBound + offset] { return false }
      return true
    }
  }

  private init(_ bytes: [UInt8], _ nodes: [JSONNode], duplicates: [Int]) {
    self.bytes = bytes
    self.nodes = nodes
    duplicateIndices = duplicates
  }
}

/// The reason why bytes were not read as JSON.
package struct JSONFailure: Error {
  package enum Kind: Sendable {
    case tooLarge, notUTF8, notJSON, tooDeep
  }
  package let kind: Kind
  /// Bytes from the start; 0 if unknown.
  package let offset: Int
  /// The part that was read before the failure, if any; its containers may be incomplete.
  let partial: JSONDocument?
}
