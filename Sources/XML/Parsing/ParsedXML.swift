internal import CXMLSec

/// A document that passed every check for hostile input, held as libxml2's tree.
///
/// It is UTF-8, with or without a declaration or byte order mark, which many writers on Windows add and which the canonical
/// form omits. It has no document type and therefore no entities except the five of XML itself.
///
/// Not `Sendable`: libxml2's tree belongs to one thread at a time.
package final class ParsedXML {
  /// Owned; freed with this object. Elements keep this object alive.
  let document: xmlDocPtr
  let rootNode: xmlNodePtr

  /// - Throws: the first problem, with its line in the original bytes.
  package init(_ bytes: [UInt8], limits: XMLLimits = XMLLimits()) throws(XMLProblem) {
    guard bytes.count <= limits.maximumBytes else {
      throw XMLProblem(.tooLarge, "The document is larger than \(limits.maximumBytes) bytes.")
    }
    try ParsedXML.refuseUnsafe(bytes, limits)
    XMLLibrary.prepare()
    guard let context = xmlNewParserCtxt() else { throw ParsedXML.outOfMemory }
    defer { xmlFreeParserCtxt(context) }
    // Never NOENT (it reads files despite NONET) and never HUGE.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
      | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue | XML_PARSE_BIG_LINES.rawValue
    let parsed = bytes.withUnsafeBytes { raw in
      xmlCtxtReadMemory(
        context,
        raw.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(raw.count),
        nil,
        nil,
        Int32(options)
      )
    }
    // libxml2 can return a broken document, so the error state decides.
    guard let parsed else { throw ParsedXML.problem(context.pointee.lastError) }
    guard context.pointee.wellFormed == 1, context.pointee.nsWellFormed == 1,
      context.pointee.errNo == 0, parsed.pointee.intSubset == nil, parsed.pointee.extSubset == nil,
      let root = xmlDocGetRootElement(parsed)
    else {
      xmlFreeDoc(parsed)
      throw ParsedXML.problem(context.pointee.lastError)
    }
    document = parsed
    rootNode = root
  }

  deinit { xmlFreeDoc(document) }

  package var root: XMLElement { XMLElement(rootNode, in: self) }

  /// Whether no comment or processing instruction precedes or follows the root element.
  package var holdsOnlyRoot: Bool { document.pointee.children == rootNode && rootNode.pointee.next == nil }

  private static let outOfMemory = XMLProblem(.tooLarge, "There was no memory left to read the document.")

  private static func refuseUnsafe(_ bytes: [UInt8], _ limits: XMLLimits) throws(XMLProblem) {
    let problem = bytes.withUnsafeBufferPointer { raw -> XMLProblem? in
      if raw.isEmpty { return XMLProblem(.notWellFormed, "The document is empty.") }
      if Encoding.looksWide(raw) {
        return XMLProblem(.encoding, "The document is not in UTF-8 but in UTF-16 or UTF-32.", line: 1)
      }
      if let offset = Encoding.firstInvalidByte(raw) {
        let line = 1 + raw[..<offset].count { $0 == 0x0A }
        return raw[offset] == 0
          ? XMLProblem(.notWellFormed, "The document holds a NUL byte.", line: line)
          : XMLProblem(.encoding, "The document is not valid UTF-8.", line: line)
      }
      do throws(XMLProblem) {
        let start = raw.starts(with: Encoding.byteOrderMark) ? Encoding.byteOrderMark.count : 0
        let body = try XMLDeclaration.end(in: raw, from: start)
        try LexicalScan.check(raw, from: body, limits: limits)
        return nil
      } catch { return error }
    }
    if let problem { throw problem }
  }

  private static func problem(_ error: xmlError) -> XMLProblem {
    let line = error.line > 0 ? Int(error.line) : nil
    return XMLProblem(.notWellFormed, ParserMessage.sentence(for: error.code), line: line)
  }
}
