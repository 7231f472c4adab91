package import XML

/// The schemas that time report documents are held to: those embedded in the program, compiled once, or for one version
/// the vendor's own files.
package struct DocumentSchema: Sendable {
  static let namespace =
    "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"

  /// What a document is where its request names no other.
  package let version: ContractVersion
  private let replacement: XMLSchema?

  package init(version: ContractVersion = .current) {
    self.version = version
    replacement = nil
  }

  /// - Parameter files: Schema files by name, held to in place of ours for this version.
  package init(version: ContractVersion = .current, files: [String: [UInt8]]) throws(SchemaFiles.Unusable) {
    self.version = version
    replacement = try SchemaFiles.compile(files, namespace: version.namespace)
  }

  /// Whether documents that we made ourselves have to be checked: the tests hold them to our schemas only.
  package var isReplaced: Bool { replacement != nil }

  /// - Parameter version: nil is the one that was chosen for all.
  func validate(_ document: ParsedXML, as version: ContractVersion? = nil) -> [Problem] {
    let version = version ?? self.version
    if version == self.version, let replacement { return Self.problems(in: document, by: replacement) }
    // A failure would be a fault of the build, which the tests rule out; it is answered as a problem all the same.
    switch Self.embedded[version] {
    case .success(let schema): return Self.problems(in: document, by: schema)
    case .failure(let problem): return [Problem(problem)]
    case nil: return [Problem(.xmlSchema, "There is no schema for this version of the contract.")]
    }
  }

  private static func problems(in document: ParsedXML, by schema: XMLSchema) -> [Problem] {
    schema.validate(document, maximumProblems: ProblemList.maximum).map { Problem($0) }
  }

  private static let embedded: [ContractVersion: Result<XMLSchema, XMLProblem>] = [
    .v1: Result { () throws(XMLProblem) in try XMLSchema(PackageResources.tidredovisning_xsd) }
  ]
}

extension Problem {
  /// An XML problem as one of ours; both have the same public codes.
  init(_ problem: XMLProblem) {
    let code: ProblemCode =
      switch problem.code {
      case .tooLarge: .xmlTooLarge
      case .notWellFormed: .xmlNotWellFormed
      case .encoding: .xmlEncoding
      case .doctype: .xmlDoctype
      case .tooComplex: .xmlTooComplex
      case .schema: .xmlSchema
      }
    self.init(code, problem.message, at: problem.line.map { .line($0) })
  }
}
