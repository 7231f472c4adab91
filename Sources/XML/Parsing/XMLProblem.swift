/// Why a document was refused. The message never holds a part of the document.
package struct XMLProblem: Error, Sendable, Hashable {
  package let code: Code
  package let message: String
  /// From 1; nil if the problem concerns the whole document.
  package let line: Int?

  package init(_ code: Code, _ message: String, line: Int? = nil) {
    self.code = code
    self.message = message
    self.line = line
  }

  /// The raw values are public contract.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case tooLarge = "xml.too-large"
    case notWellFormed = "xml.not-well-formed"
    case encoding = "xml.encoding"
    case doctype = "xml.doctype"
    case tooComplex = "xml.too-complex"
    case schema = "xml.schema"
  }
}
