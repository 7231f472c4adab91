internal import CXMLSec

/// Details that libxml2 reports only in its message: the attribute, and the expected elements. Only names that the schema
/// declares are taken from it, because the rest may quote the document.
///
/// The form is `Element '{uri}a', attribute 'b': … Expected is one of ( {uri}c, {uri}d ).`
struct SchemaMessage {
  /// The element or attribute, as the beginning of a sentence.
  let subject: String
  /// The elements that are allowed at this place.
  let expected: [String]
  /// Whether the element ended too early; libxml2 uses the same code for a misplaced element.
  let missesChild: Bool

  init(_ error: xmlError, names: SchemaNames) {
    let message = error.message.map { String(cString: $0) } ?? ""
    subject = SchemaMessage.subject(of: error, message, names)
    expected = SchemaMessage.expected(in: message, names)
    missesChild = message.contains(": Missing child element(s).")
  }

  private static func subject(of error: xmlError, _ message: String, _ names: SchemaNames) -> String {
    guard let raw = error.node else { return "The document" }
    let node = raw.assumingMemoryBound(to: xmlNode.self)
    // The name has the same offset in attributes and elements.
    let nodeName = node.pointee.name.map { String(xml: $0) } ?? ""
    if node.pointee.type == XML_ATTRIBUTE_NODE { return phrase("attribute", nodeName, names) }
    // The name of an element has no apostrophe, so the first one after it ends it.
    let parts = message.split(separator: "'", maxSplits: 4, omittingEmptySubsequences: false)
    if parts.count == 5, parts[0] == "Element ", parts[2] == ", attribute " {
      return phrase("attribute", localName(parts[3]), names)
    }
    return phrase("element", nodeName, names)
  }

  private static func phrase(_ kind: String, _ name: String, _ names: SchemaNames) -> String {
    if names.contains(name) { return "The \(kind) \(name)" }
    return kind == "attribute"
      ? "An attribute that the schema does not know" : "An element that the schema does not know"
  }

  private static func expected(in message: String, _ names: SchemaNames) -> [String] {
    guard let start = message.ranges(of: "Expected is").last?.upperBound else { return [] }
    return message[start...].split { " (),.\n".contains($0) }.map(localName).filter(names.contains)
  }

  /// Returns `b` of `{uri}b`. A namespace that holds a separator was split before, but its parts are not declared names.
  private static func localName(_ name: Substring) -> String {
    name.lastIndex(of: "}").map { String(name[name.index(after: $0)...]) } ?? String(name)
  }
}
