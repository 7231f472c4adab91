/// A value in a `JSONDocument`.
package struct JSON {
  package let document: JSONDocument
  let index: Int

  private var node: JSONNode { document.nodes[index] }

  package enum Kind: Sendable {
    case null, boolean, number, string, array, object
  }

  package var kind: Kind {
    switch node.kind {
    case .null: .null
    case .true, .false: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// Nil unless the value is a string.
  package var string: String? {
    utf8.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a string, with escapes resolved; nil unless the value is a string.
  package var utf8: ArraySlice<UInt8>? {
    guard node.kind == .string else { return nil }
    return node.hasEscapes
      ? JSONEscape.resolve(node.text, in: document.bytes)[...] : document.bytes[node.text]
  }

  var boolean: Bool? {
    switch node.kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// Nil unless the value is a number, is written as an integer and fits.
  package var integer: Int? {
    guard node.kind == .number else { return nil }
    return Int(String(decoding: document.bytes[node.text], as: UTF8.self))
  }

  /// The elements of an array or the values of an object's members, in their order in the text.
  package var children: Children {
    let holds = node.kind == .array || node.kind == .object
    let end = node.next == 0 ? document.nodes.count : Int(node.next)
    return Children(document: document, position: index + 1, end: holds ? end : index + 1)
  }

  /// The name of the member, with escapes resolved; empty in an array and at the root.
  package var name: String {
    let bytes = document.bytes[node.name]
    return node.nameHasEscapes
      ? String(decoding: JSONEscape.resolve(node.name, in: document.bytes), as: UTF8.self)
      : String(decoding: bytes, as: UTF8.self)
  }

  /// Compares the name byte by byte, without normalising.
  func isNamed(_ wanted: StaticString) -> Bool { document.isNamed(wanted, node) }

  /// The first member with this name; nil if there is none or the value is not an object.
  package func member(_ wanted: StaticString) -> JSON? {
    guard node.kind == .object else { return nil }
    return document.member(wanted, in: children).map { JSON(document: document, index: $0) }
  }

  package struct Children: Sequence, IteratorProtocol {
    let document: JSONDocument
    var position: Int
    let end: Int

    package mutating func next() -> JSON? {
      guard position < end else { return nil }
      let child = JSON(document: document, index: position)
      let following = Int(document.nodes[position].next)
      position = following == 0 ? end : following
      return child
    }
  }
}
