internal import CXMLSec

/// Registers `Id` attributes as ids and verifies that each value is unique.
///
/// A reference must be unambiguous: wrapping attacks use two elements with the same id.
enum SignatureIds {
  /// - Returns: false if a value occurs twice, even as an `xml:id`.
  static func register(in document: xmlDocPtr, root: xmlNodePtr) -> Bool {
    var pending: [xmlNodePtr] = [root]
    while let node = pending.popLast() {
      var attribute = node.pointee.properties
      while let current = attribute {
        attribute = current.pointee.next
        guard current.pointee.ns == nil, xmlStrcasecmp(current.pointee.name, "id") == 0 else { continue }
        guard let value = xmlNodeListGetString(document, current.pointee.children, 1) else { return false }
        defer { elt_xml_free(value) }
        if let known = xmlGetID(document, value) {
          guard known == current else { return false }
        } else {
          guard xmlAddID(nil, document, value, current) != nil else { return false }
        }
      }
      var child = node.pointee.children
      while let current = child {
        if current.pointee.type == XML_ELEMENT_NODE { pending.append(current) }
        child = current.pointee.next
      }
    }
    return true
  }
}
