internal import PKI
internal import XML

/// Walks through elements that must be exactly so.
struct LayoutReader {
  let element: XMLElement

  init(_ element: XMLElement, named name: String, in namespace: String) throws(LayoutProblem) {
    guard element.isNamed(name, in: namespace) else {
      throw .layout("There is another element where \(name) must be.")
    }
    self.element = element
  }

  /// The child elements, when there is nothing else in the element and they are as many as said.
  func children(_ count: ClosedRange<Int>) throws(LayoutProblem) -> [XMLElement] {
    let children = element.children
    guard element.holdsOnlyElements else {
      throw .layout("There is text, white space or a comment between the tags in \(element.localName).")
    }
    guard count.contains(children.count) else {
      let wanted = count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw .layout("\(element.localName) has \(children.count) elements in it, where \(wanted) must be.")
    }
    return children
  }

  /// Exactly these attributes: each name with its value, or with nil for any value. None has a namespace.
  func attributes(_ expected: [(name: String, value: String?)] = []) throws(LayoutProblem) {
    let attributes = element.attributes
    var rest = attributes
    for (name, value) in expected {
      guard let index = rest.firstIndex(where: { $0.isNamed(name, in: nil) }) else {
        throw .layout("\(element.localName) lacks the attribute \(name).")
      }
      if let value, !rest[index].value.utf8.elementsEqual(value.utf8) {
        throw .layout("The attribute \(name) of \(element.localName) has another value than it must have.")
      }
      rest.remove(at: index)
    }
    guard rest.isEmpty else { throw .layout("\(element.localName) has an attribute that it must not have.") }
  }

  /// The only attribute, by its name.
  func only(_ name: String) throws(LayoutProblem) -> String {
    try attributes([(name, nil)])
    return element.attribute(name) ?? ""
  }

  /// How many children have this name, in the element's own namespace.
  func count(of name: String) -> Int {
    element.children.count { $0.isNamed(name, in: XMLSignature.namespace) }
  }

  func text() throws(LayoutProblem) -> String {
    guard element.holdsOnlyText else { throw .layout("\(element.localName) holds something else than text.") }
    return element.text
  }

  /// Base64, with white space where a line was broken.
  func base64() throws(LayoutProblem) -> [UInt8] {
    guard let bytes = Base64.decode(try text(), whiteSpace: .skipped) else {
      throw .layout("\(element.localName) is not Base64.")
    }
    return bytes
  }
}
