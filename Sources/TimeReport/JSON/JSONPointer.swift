extension JSON {
  /// The JSON pointer (RFC 6901) from the root of the document to this value.
  ///
  /// The pointer ends at the enclosing object if the name of a member does not look like a field name: the name may be
  /// a person's name or number, and pointers are logged.
  package var pointer: String {
    var pointer = ""
    var current = document.root
    while current.index != index {
      var position = 0
      var child: JSON?
      for candidate in current.children {
        if candidate.index > index { break }
        child = candidate
        position += 1
      }
      guard let child else { return pointer }
      if current.kind == .array {
        pointer += "/\(position - 1)"
      } else {
        let name = child.name
        guard Self.looksLikeField(name) else { return pointer }
        pointer += "/\(name)"
      }
      current = child
    }
    return pointer
  }

  /// A lower-case letter followed by letters, digits and underscores; at most 40 characters and at most 4 digits. Such
  /// a name needs no escaping in a pointer.
  private static func looksLikeField(_ name: String) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, isLowerLetter(first), bytes.count <= 40 else { return false }
    var digits = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): continue
      default: if !isLowerLetter(byte) { return false }
      }
    }
    return digits <= 4
  }

  private static func isLowerLetter(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
}
