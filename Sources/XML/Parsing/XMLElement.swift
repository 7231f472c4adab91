internal import CXMLSec

/// One element of a ``ParsedXML``, which it keeps alive.
///
/// This type compares names and values byte for byte. Swift's `==` on `String` treats canonically equivalent texts as equal
/// (the Kelvin sign equals `K`); XML does not.
package struct XMLElement {
  let node: xmlNodePtr
  let owner: ParsedXML

  init(_ node: xmlNodePtr, in owner: ParsedXML) {
    self.node = node
    self.owner = owner
  }

  package var localName: String { String(xml: node.pointee.name) }
  /// nil if the element is in no namespace.
  package var namespace: String? { node.pointee.ns.flatMap { $0.pointee.href }.map { String(xml: $0) } }
  /// The line of the start tag's end, from 1.
  package var line: Int { Int(xmlGetLineNo(node)) }

  package func isNamed(_ localName: String, in namespace: String?) -> Bool {
    guard xmlStrEqual(node.pointee.name, localName) == 1 else { return false }
    guard let href = node.pointee.ns?.pointee.href else { return namespace == nil }
    guard let namespace else { return false }
    return xmlStrEqual(href, namespace) == 1
  }

  /// The element's own text: its text and CDATA children, joined.
  package var text: String {
    var result = ""
    for child in childNodes where child.pointee.isText {
      if let content = child.pointee.content { result += String(xml: content) }
    }
    return result
  }

  package var children: [XMLElement] {
    childNodes.filter { $0.pointee.type == XML_ELEMENT_NODE }.map { XMLElement($0, in: owner) }
  }

  package func first(_ localName: String, in namespace: String?) -> XMLElement? {
    for child in childNodes where child.pointee.type == XML_ELEMENT_NODE {
      let element = XMLElement(child, in: owner)
      if element.isNamed(localName, in: namespace) { return element }
    }
    return nil
  }

  /// In document order, without namespace declarations.
  package var attributes: [XMLAttribute] {
    var result: [XMLAttribute] = []
    var next = node.pointee.properties
    while let attribute = next {
      result.append(XMLAttribute(attribute.pointee))
      next = attribute.pointee.next
    }
    return result
  }

  /// The value of an attribute; nil if it is missing.
  package func attribute(_ localName: String, in namespace: String? = nil) -> String? {
    attributes.first { $0.isNamed(localName, in: namespace) }?.value
  }

  /// Whether the element holds both child elements and text other than white space.
  package var hasMixedText: Bool {
    var hasElement = false
    var hasText = false
    for child in childNodes {
      if child.pointee.type == XML_ELEMENT_NODE { hasElement = true }
      if child.pointee.isText, xmlIsBlankNode(child) == 0 { hasText = true }
    }
    return hasElement && hasText
  }

  /// Whether the element holds only elements: no text or white space, no comment, no processing instruction.
  package var holdsOnlyElements: Bool { childNodes.allSatisfy { $0.pointee.type == XML_ELEMENT_NODE } }

  /// Whether the element holds only text: no element, no comment, no processing instruction.
  package var holdsOnlyText: Bool { childNodes.allSatisfy { $0.pointee.isText } }

  /// The line of the first comment or processing instruction at any depth; nil if there is none.
  package var lineOfFirstRemark: Int? {
    for child in childNodes {
      switch child.pointee.type {
      case XML_COMMENT_NODE, XML_PI_NODE: return Int(xmlGetLineNo(child))
      case XML_ELEMENT_NODE:
        if let line = XMLElement(child, in: owner).lineOfFirstRemark { return line }
      default: break
      }
    }
    return nil
  }

  private var childNodes: ChildNodes { ChildNodes(from: node.pointee.children) }
}

package struct XMLAttribute: Sendable, Hashable {
  package let localName: String
  package let namespace: String?
  package let value: String

  package func isNamed(_ localName: String, in namespace: String?) -> Bool {
    guard self.localName.utf8.elementsEqual(localName.utf8) else { return false }
    switch (self.namespace, namespace) {
    case (nil, nil): return true
    case (let own?, let asked?): return own.utf8.elementsEqual(asked.utf8)
    default: return false
    }
  }

  fileprivate init(_ attribute: xmlAttr) {
    localName = String(xml: attribute.name)
    namespace = attribute.ns.flatMap { $0.pointee.href }.map { String(xml: $0) }
    var text = ""
    for child in ChildNodes(from: attribute.children) {
      if let content = child.pointee.content { text += String(xml: content) }
    }
    value = text
  }
}

private struct ChildNodes: Sequence, IteratorProtocol {
  private var upcoming: xmlNodePtr?

  init(from first: xmlNodePtr?) { upcoming = first }

  mutating func next() -> xmlNodePtr? {
    defer { upcoming = upcoming?.pointee.next }
    return upcoming
  }
}

extension xmlNode {
  fileprivate var isText: Bool { type == XML_TEXT_NODE || type == XML_CDATA_SECTION_NODE }
}

extension String {
  /// libxml2's strings are UTF-8, as the scan has verified.
  init(xml: UnsafePointer<xmlChar>) { self.init(cString: xml) }
}
