internal import CXMLSec

/// Inclusive Canonical XML 1.0 without comments (https://www.w3.org/TR/2001/REC-xml-c14n-20010315).
extension ParsedXML {
  /// Returns the canonical form of the whole document.
  ///
  /// - Throws: `xml.not-well-formed` if there is none, for example because of a relative namespace.
  package func canonicalForm() throws(XMLProblem) -> [UInt8] {
    XMLLibrary.prepare()
    return try written { buffer in
      xmlC14NDocSaveTo(document, nil, Int32(XML_C14N_1_0.rawValue), nil, 0, buffer)
    }
  }

  /// Returns the canonical form of one element with its content, as a node set: with the namespaces (and `xml:`
  /// attributes) that it inherits, as XML signatures require.
  package func canonicalForm(of element: XMLElement) throws(XMLProblem) -> [UInt8] {
    XMLLibrary.prepare()
    return try written { buffer in
      xmlC14NExecute(
        document,
        isInside,
        UnsafeMutableRawPointer(element.node),
        Int32(XML_C14N_1_0.rawValue),
        nil,
        0,
        buffer
      )
    }
  }

  private func written(_ write: (xmlOutputBufferPtr) -> Int32) throws(XMLProblem) -> [UInt8] {
    guard let buffer = xmlAllocOutputBuffer(nil) else { throw noCanonicalForm }
    defer { xmlOutputBufferClose(buffer) }
    guard write(buffer) >= 0, buffer.pointee.error == 0, let start = xmlOutputBufferGetContent(buffer) else {
      throw noCanonicalForm
    }
    return Array(UnsafeBufferPointer(start: start, count: xmlOutputBufferGetSize(buffer)))
  }

  private var noCanonicalForm: XMLProblem {
    XMLProblem(.notWellFormed, "The document has no canonical form.")
  }
}

/// Whether a node is the chosen element or inside it. A namespace node belongs to its element: libxml2 passes it as a
/// pointer to another type, so only the parent is read.
private func isInside(
  _ chosen: UnsafeMutableRawPointer?,
  _ node: xmlNodePtr?,
  _ parent: xmlNodePtr?
) -> Int32 {
  let isElement = node?.pointee.type == XML_ELEMENT_NODE
  var next = isElement ? node : parent
  while let current = next {
    if UnsafeMutableRawPointer(current) == chosen { return 1 }
    next = current.pointee.parent
  }
  return 0
}
