/// A parsed JSON text: its bytes and, flat in the order of the text, one node for each value.
///
/// This reader is our own because Foundation's decoder silently keeps one of two members of the same name and stops at
/// the first problem; a request must mean the same to every reader, and its sender is told everything at once, with a
/// pointer to each place. Strings stay where they are until asked for, so that most of a report costs no allocation.
package final class JSONDocument: Sendable {
  let bytes: [UInt8]
  let nodes: [JSONNode]

  private let duplicateIndices: [Int]

  /// Reads RFC 8259 JSON in UTF-8 without a byte order mark.
  package static func parse(
    _ bytes: [UInt8],
    maximumDepth: Int = 32
  ) throws(JSONFailure) -> JSONDocument {
    guard bytes.count < Int(UInt32.max) else { throw JSONFailure(kind: .tooLarge, offset: 0, partial: nil) }
    var parser = JSONParser(bytes, maximumDepth: maximumDepth)
    do throws(JSONParser.Failure) {
      try parser.parse()
    } catch {
      // The parser looks at the encoding of strings only; bytes elsewhere that are no UTF-8 are told as such, too.
      guard (try? UTF8Span(validating: bytes.span)) != nil else {
        throw JSONFailure(kind: .notUTF8, offset: 0, partial: nil)
      }
      let partial = parser.nodes.isEmpty ? nil : JSONDocument(bytes, parser.nodes, duplicates: [])
      throw JSONFailure(kind: error.kind, offset: error.offset, partial: partial)
    }
    return JSONDocument(bytes, parser.nodes, duplicates: parser.duplicates)
  }

  package var root: JSON { JSON(document: self, index: 0) }

  /// Members whose name occurred before in the same object, the first 100 of them.
  package var duplicates: [JSON] { duplicateIndices.map { JSON(document: self, index: $0) } }

  /// The place of the first member of that name.
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

/// Why bytes are not JSON that we read.
package struct JSONFailure: Error {
  package enum Kind: Sendable {
    case tooLarge, notUTF8, notJSON, tooDeep
  }
  package let kind: Kind
  /// Bytes from the start, where that is known; otherwise 0.
  package let offset: Int
  /// What had been read when it ended, if anything; its containers may lack members.
  package let partial: JSONDocument?
}
