/// One value in a `JSONDocument`, as places in its bytes.
struct JSONNode {
  enum Kind: UInt8 {
    case null, `true`, `false`, number, string, array, object
  }

  var kind: Kind
  /// Whether the string holds a backslash and must be unescaped when read.
  var hasEscapes = false
  var nameHasEscapes = false
  /// The value's text; of a string without its quotes. Of a container only the start is meant.
  var start: UInt32
  var end: UInt32
  /// The member's name without its quotes; empty in arrays and at the root.
  var nameStart: UInt32 = 0
  var nameEnd: UInt32 = 0
  /// The node after this one and everything in it; 0 while a container is still open.
  var next: UInt32 = 0

  var text: Range<Int> { Int(start)..<Int(end) }
  var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
}
