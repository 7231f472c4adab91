internal import PKI
internal import TimeReport
internal import XML

/// Reads elements that must have an exact structure.
struct LayoutReader {
  let element: XMLElement

  init(_ element: XMLElement, named name: String, in namespace: String) throws(LayoutProblem) {
    guard element.isNamed(name, in: namespace) else {
      throw .layout("The element \(name) is missing or misplaced.")
    }
    self.element = element
  }

  /// Returns the child elements if the element holds nothing else and their number is as given.
  func children(_ count: ClosedRange<Int>) throws(LayoutProblem) -> [XMLElement] {
    let children = element.children
    guard element.holdsOnlyElements else {
      throw .layout("\(element.localName) holds text, white space or a comment between its elements.")
    }
    guard count.contains(children.count) else {
      let wanted = count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw .layout("\(element.localName) holds \(children.count) elements instead of \(wanted).")
    }
    return children
  }

  /// Requires exactly these attributes: each name with its value, or nil for any value. None has a namespace.
  func attributes(_ expected: [(name: String, value: String?)] = []) throws(LayoutProblem) {
    let attributes = element.attributes
    var rest = attributes
    for (name, value) in expected {
      guard let index = rest.firstIndex(where: { $0.isNamed(name, in: nil) }) else {
        throw .layout("\(element.localName) lacks the attribute \(name).")
      }
      if let value, !rest[index].value.utf8.elementsEqual(value.utf8) {
        throw .layout("The attribute \(name) of \(element.localName) has a wrong value.")
      }
      rest.remove(at: index)
    }
    guard rest.isEmpty else { throw .layout("\(element.localName) has an attribute that is not allowed.") }
  }

  /// Returns the value of the only attribute.
  func only(_ name: String) throws(LayoutProblem) -> String {
    try attributes([(name, nil)])
    return element.attribute(name) ?? ""
  }

  /// The number of children with this name in the namespace of XML signatures.
  func count(of name: String) -> Int {
    element.children.count { $0.isNamed(name, in: XMLSignature.namespace) }
  }

  func text() throws(LayoutProblem) -> String {
    guard element.holdsOnlyText else {
      throw .layout("\(element.localName) holds something other than text.")
    }
    return element.text
  }

  /// Decodes the text as Base64, which may hold line breaks.
  func base64() throws(LayoutProblem) -> [UInt8] {
    guard let bytes = Base64.decode(try text(), whiteSpace: .skipped) else {
      throw .layout("\(element.localName) is not Base64.")
    }
    return bytes
  }
}

/// Why a signature does not have BankID's layout. The message holds no part of the signature.
struct LayoutProblem: Error, Hashable {
  let code: ProblemCode
  let message: String

  /// Returns the problem with the code of the part that it is in.
  func within(_ part: ProblemCode) -> LayoutProblem {
    code == .signatureLayout ? LayoutProblem(code: part, message: message) : self
  }

  static func layout(_ message: String) -> LayoutProblem {
    LayoutProblem(code: .signatureLayout, message: message)
  }
}
