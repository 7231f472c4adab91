/// The names of all elements and attributes that the schemas declare. A message holds no other names, because an unknown
/// name in a document can be any text.
struct SchemaNames: Sendable {
  private let names: Set<String>

  init(in schemas: [[UInt8]]) throws(XMLProblem) {
    var names: Set<String> = []
    for schema in schemas {
      let document: ParsedXML
      do { document = try ParsedXML(schema) } catch {
        throw XMLProblem(.schema, "A schema is not valid XML: \(error.message)", line: error.line)
      }
      SchemaNames.collect(from: document.root, into: &names)
    }
    self.names = names
  }

  func contains(_ name: String) -> Bool { names.contains(name) }

  private static func collect(from element: XMLElement, into names: inout Set<String>) {
    let kind = element.localName
    if kind == "element" || kind == "attribute", let name = element.attribute("name") { names.insert(name) }
    for child in element.children { collect(from: child, into: &names) }
  }
}
