internal import CXMLSec

/// Inclusive Canonical XML 1.0 without comments (https://www.w3.org/TR/2001/REC-xml-c14n-20010315).
extension ParsedXML {
  /// The whole document.
  /// - Throws: `xml.not-well-formed` for what has no canonical form, such as a relative namespace.
  package func canonicalForm() throws(XMLProblem) -> [UInt8] {
    XMLLibrary.prepare()
    return try written { buffer in
      xmlC14NDocSaveTo(document, nil, Int32(XML_C14N_1_0.rawValue), nil, 0, buffer)
    }
  }

  /// One element with all that is in it, as a node set: it carries the namespaces (and `xml:` attributes)
  /// that it inherits, as XML signatures want it.
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

/// Whether a node is the chosen element or below it. A namespace node is where its element is: libxml2 hands
/// it over as a node of another shape, so only the parent may be looked at.
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
