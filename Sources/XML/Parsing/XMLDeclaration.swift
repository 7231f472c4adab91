/// Reads `<?xml version="1.0" encoding="UTF-8"?>` before libxml2 does, so that no document can make the parser use another
/// encoding than the scan.
struct XMLDeclaration {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int

  /// Returns the offset after the declaration; `start` if there is none.
  static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(XMLProblem) -> Int {
    var reader = XMLDeclaration(bytes: bytes, position: start)
    guard reader.take("<?xml"), reader.skipSpace() else { return start }
    guard reader.take("version"), let version = reader.value() else { throw malformed }
    guard version == Array("1.0".utf8) else {
      throw XMLProblem(.notWellFormed, "Only XML 1.0 is accepted.", line: 1)
    }
    var spaced = reader.skipSpace()
    if spaced, reader.take("encoding") {
      guard let encoding = reader.value() else { throw malformed }
      guard encoding.map({ $0 | 0x20 }) == Array("utf-8".utf8) else {
        throw XMLProblem(.encoding, "The document declares another encoding than UTF-8.", line: 1)
      }
      spaced = reader.skipSpace()
    }
    if spaced, reader.take("standalone") {
      guard let value = reader.value(), value == Array("yes".utf8) || value == Array("no".utf8) else {
        throw malformed
      }
      _ = reader.skipSpace()
    }
    guard reader.take("?>") else { throw malformed }
    return reader.position
  }

  private static let malformed = XMLProblem(.notWellFormed, "The XML declaration is malformed.", line: 1)

  private mutating func take(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
    for i in 0..<text.utf8CodeUnitCount where bytes[position + i] != text.utf8Start[i] { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  private mutating func skipSpace() -> Bool {
    let start = position
    while position < bytes.count, bytes[position].isXMLSpace { position += 1 }
    return position > start
  }

  /// Reads `= "value"`; nil if the text has another form. A value may have at most 40 bytes.
  private mutating func value() -> [UInt8]? {
    _ = skipSpace()
    guard take("=") else { return nil }
    _ = skipSpace()
    guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else { return nil }
    let quote = bytes[position]
    let start = position + 1
    let limit = min(bytes.count, start + 40)
    guard start < limit, let end = (start..<limit).first(where: { bytes[$0] == quote }) else { return nil }
    position = end + 1
    return Array(bytes[start..<end])
  }
}

extension UInt8 {
  /// XML 1.0 production S.
  var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
