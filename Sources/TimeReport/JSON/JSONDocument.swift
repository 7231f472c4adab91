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
    guard (try? UTF8Span(validating: bytes.span)) != nil else {
      throw JSONFailure(kind: .notUTF8, offset: 0, partial: nil)
    }
    var parser = JSONParser(bytes, maximumDepth: maximumDepth)
    do throws(JSONParser.Failure) {
      try parser.parse()
    } catch {
      let partial = JSONDocument(bytes, parser.nodes, duplicates: [])
      throw JSONFailure(kind: error.kind, offset: error.offset, partial: partial)
    }
    return JSONDocument(bytes, parser.nodes, duplicates: parser.duplicates)
  }

  package var root: JSON { JSON(document: self, index: 0) }

  /// Members whose name occurred before in the same object, the first 100 of them.
  package var duplicates: [JSON] { duplicateIndices.map { JSON(document: self, index: $0) } }

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
  /// What had been read when it ended; its containers may lack members.
  package let partial: JSONDocument?
}
