internal import CXMLSec

/// Makes `Id` attributes known as ids, and proves that each of them is the only one of its value.
///
/// Which element a reference means must not be in question: two elements with the same id are how signatures
/// get wrapped around other content.
enum SignatureIds {
  /// - Returns: false when a value occurs twice, also beside an `xml:id`.
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
