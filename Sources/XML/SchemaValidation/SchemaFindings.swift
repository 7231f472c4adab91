internal import CXMLSec

/// Collects what libxml2 finds during one validation, as problems with sentences of our own.
final class SchemaFindings {
  private(set) var problems: [XMLProblem] = []
  private let names: SchemaNames
  private let maximum: Int
  /// For a value against a facet libxml2 reports the facet and then once more that the value is not of the type.
  private var lastNodeWithFacet: UnsafeMutableRawPointer?

  init(names: SchemaNames, maximum: Int) {
    self.names = names
    self.maximum = maximum
  }

  func add(_ error: xmlError) {
    guard problems.count < maximum, error.level != XML_ERR_WARNING else { return }
    let rule = SchemaRule(code: error.code)
    if rule == .type, let node = error.node, node == lastNodeWithFacet { return }
    lastNodeWithFacet = rule.isFacet ? error.node : nil
    var sentence = "\(subject(of: error)) \(rule.sentence)."
    if rule == .misplaced || rule == .missing {
      let expected = expectedNames(in: error)
      if !expected.isEmpty { sentence += " Expected: \(expected.joined(separator: ", "))." }
    }
    problems.append(XMLProblem(.schema, sentence, line: line(of: error)))
  }

  private func subject(of error: xmlError) -> String {
    guard let raw = error.node else { return "The document" }
    let node = raw.assumingMemoryBound(to: xmlNode.self)
    let kind = node.pointee.type == XML_ATTRIBUTE_NODE ? "attribute" : "element"
    // Attributes and elements both have their name at the place where xmlNode has it.
    guard let pointer = node.pointee.name else { return "An \(kind)" }
    let name = String(xml: pointer)
    return names.contains(name) ? "The \(kind) \(name)" : "An \(kind) that the schema does not know"
  }

  private func line(of error: xmlError) -> Int? {
    if let raw = error.node {
      let node = raw.assumingMemoryBound(to: xmlNode.self)
      let line = xmlGetLineNo(node.pointee.type == XML_ATTRIBUTE_NODE ? node.pointee.parent : node)
      if line > 0 { return Int(line) }
    }
    return error.line > 0 ? Int(error.line) : nil
  }

  /// libxml2 tells what it expected only inside its message: `Expected is one of ( {uri}a, {uri}b ).` Whatever is not
  /// a name of the schema is dropped.
  private func expectedNames(in error: xmlError) -> [String] {
    guard let pointer = error.message else { return [] }
    let message = String(cString: pointer)
    guard let end = message.range(ofLast: "Expected is") else { return [] }
    return message[end...].split(whereSeparator: { " (),.\n".contains($0) })
      .map { $0.split(separator: "}").last.map(String.init) ?? "" }
      .filter { names.contains($0) }
  }
}

extension String {
  /// The index after the last occurrence of `text`.
  fileprivate func range(ofLast text: String) -> Index? {
    var found: Index?
    var rest = self[...]
    while let start = rest.firstRange(of: text) {
      found = start.upperBound
      rest = rest[start.upperBound...]
    }
    return found
  }
}
