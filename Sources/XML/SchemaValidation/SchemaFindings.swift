internal import CXMLSec

/// Collects libxml2's errors during one validation as problems with own sentences.
final class SchemaFindings {
  private(set) var problems: [XMLProblem] = []
  private let names: SchemaNames
  private let maximum: Int
  /// The node of the last facet error. libxml2 reports a value that violates a facet twice: the facet, and then the type.
  private var lastNodeWithFacet: UnsafeMutableRawPointer?

  init(names: SchemaNames, maximum: Int) {
    self.names = names
    self.maximum = maximum
  }

  func add(_ error: xmlError) {
    guard problems.count < maximum, error.level != XML_ERR_WARNING else { return }
    let message = SchemaMessage(error, names: names)
    let rule = SchemaRule(code: error.code, missesChild: message.missesChild)
    if rule == .type, let node = error.node, node == lastNodeWithFacet { return }
    lastNodeWithFacet = rule.isFacet ? error.node : nil
    var sentence = "\(message.subject) \(rule.sentence)."
    if rule == .misplaced || rule == .missing, !message.expected.isEmpty {
      sentence += " Expected: \(message.expected.joined(separator: ", "))."
    }
    problems.append(XMLProblem(.schema, sentence, line: line(of: error)))
  }

  private func line(of error: xmlError) -> Int? {
    if let raw = error.node {
      let node = raw.assumingMemoryBound(to: xmlNode.self)
      let line = xmlGetLineNo(node.pointee.type == XML_ATTRIBUTE_NODE ? node.pointee.parent : node)
      if line > 0 { return Int(line) }
    }
    return error.line > 0 ? Int(error.line) : nil
  }
}
