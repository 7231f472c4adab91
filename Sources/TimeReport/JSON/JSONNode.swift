/// One value in a `JSONDocument`, as positions in its bytes.
struct JSONNode {
  enum Kind: UInt8 {
    case null, `true`, `false`, number, string, array, object
  }

  var kind: Kind
  /// Whether the string contains escapes.
  var hasEscapes = false
  var nameHasEscapes = false
  /// The text of the value; for a string without its quotes. For a container only the start is used.
  var start: UInt32
  var end: UInt32
  /// The name of the member without its quotes; empty in arrays and at the root.
  var nameStart: UInt32 = 0
  var nameEnd: UInt32 = 0
  /// The index after this node and all nodes inside it; 0 while a container is open.
  var next: UInt32 = 0

  var text: Range<Int> { Int(start)..<Int(end) }
  var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
}
