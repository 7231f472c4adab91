/// Reads JSON text (RFC 8259) in UTF-8 into nodes. Recursion is bounded by `maximumDepth`.
struct JSONParser {
  struct Failure: Error {
    let kind: JSONFailure.Kind
    let offset: Int
  }

  private(set) var nodes: [JSONNode] = []
  private(set) var duplicates: [Int] = []
  private let bytes: [UInt8]
  private let maximumDepth: Int
  private var position = 0

  init(_ bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    // Bounds the recursion far below the size of a thread's stack.
    self.maximumDepth = min(maximumDepth, 256)
    nodes.reserveCapacity(bytes.count / 24)
  }

  mutating func parse() throws(Failure) {
    // A reader may ignore a byte order mark (RFC 8259, section 8.1), which many writers on Windows add.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if bytes.starts(with: mark) { position = mark.count }
    skipWhitespace()
    try value(name: nil, depth: 0)
    skipWhitespace()
    if position < bytes.count { throw failure() }
  }

  private typealias Text = (range: Range<Int>, hasEscapes: Bool)

  private mutating func value(name: Text?, depth: Int) throws(Failure) {
    guard position < bytes.count else { throw failure() }
    let index = nodes.count
    var node = JSONNode(kind: .null, start: UInt32(position), end: 0)
    if let name {
      node.nameStart = UInt32(name.range.lowerBound)
      node.nameEnd = UInt32(name.range.upperBound)
      node.nameHasEscapes = name.hasEscapes
    }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try container(.object, node, depth: depth)
    case UInt8(ascii: "["): return try container(.array, node, depth: depth)
    case UInt8(ascii: "\""):
      let text = try string()
      node.kind = .string
      node.start = UInt32(text.range.lowerBound)
      node.end = UInt32(text.range.upperBound)
      node.hasEscapes = text.hasEscapes
    case UInt8(ascii: "t"):
      try literal("true")
      node.kind = .true
    case UInt8(ascii: "f"):
      try literal("false")
      node.kind = .false
    case UInt8(ascii: "n"): try literal("null")
    default:
      try number()
      node.kind = .number
    }
    if node.kind != .string { node.end = UInt32(position) }
    node.next = UInt32(index + 1)
    nodes.append(node)
  }

  private mutating func container(_ kind: JSONNode.Kind, _ opened: JSONNode, depth: Int) throws(Failure) {
    guard depth < maximumDepth else { throw Failure(kind: .tooDeep, offset: position) }
    let index = nodes.count
    var node = opened
    node.kind = kind
    nodes.append(node)
    position += 1
    skipWhitespace()
    if kind == .object {
      try members(of: index, depth: depth + 1)
    } else {
      try elements(depth: depth + 1)
    }
    nodes[index].end = UInt32(position)
    nodes[index].next = UInt32(nodes.count)
  }

  private mutating func elements(depth: Int) throws(Failure) {
    if consume("]") { return }
    repeat {
      skipWhitespace()
      try value(name: nil, depth: depth)
      skipWhitespace()
    } while consume(",")
    guard consume("]") else { throw failure() }
  }

  private mutating func members(of object: Int, depth: Int) throws(Failure) {
    if consume("}") { return }
    var names = JSONNameSet()
    repeat {
      skipWhitespace()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure() }
      let name = try string()
      skipWhitespace()
      guard consume(":") else { throw failure() }
      skipWhitespace()
      let index = nodes.count
      try value(name: name, depth: depth)
      if !names.insert(name.range, hasEscapes: name.hasEscapes, in: bytes), duplicates.count < 100 {
        duplicates.append(index)
      }
      skipWhitespace()
    } while consume(",")
    guard consume("}") else { throw failure() }
  }

  private mutating func string() throws(Failure) -> Text {
    let start = position + 1
    var place = start
    var hasEscapes = false
    // The bits of all bytes, to find out whether any is not ASCII.
    var bits: UInt8 = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") {
        position = place + 1
        if bits >= 0x80, (try? UTF8Span(validating: bytes.span.extracting(start..<place))) == nil {
          throw Failure(kind: .notUTF8, offset: start)
        }
        return (start..<place, hasEscapes)
      }
      guard byte >= 0x20 else { break }
      bits |= byte
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        guard let length = JSONEscape.read(bytes, at: place)?.length else { break }
        place += length
      } else {
        place += 1
      }
    }
    position = place
    throw failure()
  }

  private mutating func number() throws(Failure) {
    _ = consume("-")
    if !consume("0") { try digits() }
    if consume(".") { try digits() }
    if consume("e") || consume("E") {
      if !consume("+") { _ = consume("-") }
      try digits()
    }
  }

  private mutating func digits() throws(Failure) {
    let start = position
    while position < bytes.count, bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "9") {
      position += 1
    }
    if position == start { throw failure() }
  }

  private mutating func literal(_ word: StaticString) throws(Failure) {
    guard bytes.count - position >= word.utf8CodeUnitCount else { throw failure() }
    let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<(position + $0.count)]) }
    guard matches else { throw failure() }
    position += word.utf8CodeUnitCount
  }

  private mutating func consume(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func skipWhitespace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  private func failure() -> Failure { Failure(kind: .notJSON, offset: position) }
}
