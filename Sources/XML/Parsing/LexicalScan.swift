/// Scans the bytes once before libxml2 and refuses a document type and more markup than the limits allow.
///
/// It follows XML's lexical rules, so in a well-formed document it sees exactly the tags that libxml2 sees. In any other
/// document the scan may stop early; libxml2 then stops at the same place.
struct LexicalScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: XMLLimits
  private var position: Int
  private var markup = 0
  /// For each open element, the number of namespace declarations in scope.
  private var scopes: [Int] = []

  static func check(
    _ bytes: UnsafeBufferPointer<UInt8>,
    from start: Int,
    limits: XMLLimits
  ) throws(XMLProblem) {
    var scan = LexicalScan(bytes: bytes, limits: limits, position: start)
    scan.scopes.reserveCapacity(limits.maximumDepth)
    try scan.run()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits, position: Int) {
    self.bytes = bytes
    self.limits = limits
    self.position = position
  }

  private mutating func run() throws(XMLProblem) {
    while position < bytes.count {
      guard bytes[position] == 0x3C else {
        position += 1
        continue
      }
      markup += 1
      switch at(position + 1) {
      case 0x21: try declaration()  // !
      case 0x3F: skip(past: "?>", from: position + 2)  // ?
      case 0x2F:  // the start tag was counted
        skip(past: ">", from: position + 2)
        markup -= 1
        if !scopes.isEmpty { scopes.removeLast() }
      default: try startTag()
      }
      if markup > limits.maximumElements { throw tooComplex("more elements") }
    }
  }

  private mutating func declaration() throws(XMLProblem) {
    if holds("<!--") {
      skip(past: "-->", from: position + 4)
    } else if holds("<![CDATA[") {
      skip(past: "]]>", from: position + 9)
    } else if holds("<!DOCTYPE") {
      throw XMLProblem(.doctype, "A document type declaration is not accepted.", line: line)
    } else {
      throw XMLProblem(.notWellFormed, "The document holds a misplaced declaration.", line: line)
    }
  }

  private mutating func startTag() throws(XMLProblem) {
    var i = position + 1
    var attributes = 0
    var namespaces = scopes.last ?? 0
    while i < bytes.count, bytes[i] != 0x3E {  // >
      switch bytes[i] {
      case 0x22, 0x27:
        let quote = bytes[i]
        i += 1
        while i < bytes.count, bytes[i] != quote { i += 1 }
      case 0x3D:  // =
        attributes += 1
        if attributes > limits.maximumAttributes { throw tooComplex("more attributes on one element") }
      case 0x78 where bytes[i - 1].isXMLSpace && isNamespaceDeclaration(at: i):
        namespaces += 1
        if namespaces > limits.maximumNamespaces { throw tooComplex("more namespaces") }
      default: break
      }
      i += 1
    }
    if scopes.count == limits.maximumDepth { throw tooComplex("deeper nesting") }
    let isEmptyElement = i < bytes.count && bytes[i - 1] == 0x2F
    if !isEmptyElement { scopes.append(namespaces) }
    position = i + 1
  }

  /// Detects `xmlns=` and `xmlns:`. Counting another attribute with this prefix does no harm.
  private func isNamespaceDeclaration(at i: Int) -> Bool {
    i + 5 < bytes.count && bytes[i + 1] == 0x6D && bytes[i + 2] == 0x6C && bytes[i + 3] == 0x6E
      && bytes[i + 4] == 0x73
  }

  private func at(_ i: Int) -> UInt8 { i < bytes.count ? bytes[i] : 0 }

  private func holds(_ text: StaticString) -> Bool { holds(text, at: position) }

  private func holds(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    for i in 0..<text.utf8CodeUnitCount where bytes[start + i] != text.utf8Start[i] { return false }
    return true
  }

  private mutating func skip(past end: StaticString, from start: Int) {
    var i = start
    while i < bytes.count, !holds(end, at: i) { i += 1 }
    position = i + end.utf8CodeUnitCount
  }

  private func tooComplex(_ what: StaticString) -> XMLProblem {
    XMLProblem(.tooComplex, "The document has \(what) than is accepted.", line: line)
  }

  private var line: Int { 1 + bytes[..<min(position, bytes.count)].count { $0 == 0x0A } }
}
