package import XML

/// A version of the agency's contract that the adapter supports. Its schemas are in `schemas/elt/<version>`.
package enum ContractVersion: String, Sendable, Hashable, CaseIterable {
  case v1 = "1.0"

  package static let current = ContractVersion.v1

  /// The namespace of the time report document.
  fileprivate var namespace: String {
    switch self {
    case .v1: DocumentSchema.namespace
    }
  }
}

/// The schemas for time report documents: the embedded ones or, for one version, the vendor's own files.
package struct DocumentSchema: Sendable {
  static let namespace =
    "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"

  /// The version of a document if its request names none.
  package let version: ContractVersion
  private let replacement: XMLSchema?

  package init(version: ContractVersion = .current) {
    self.version = version
    replacement = nil
  }

  /// - Parameter files: Schema files by name, which replace the embedded schemas of this version.
  package init(version: ContractVersion = .current, files: [String: [UInt8]]) throws(SchemaFiles.Unusable) {
    self.version = version
    replacement = try SchemaFiles.compile(files, namespace: version.namespace)
  }

  /// Whether converted documents must be validated too. The tests validate them against the embedded schemas only.
  var isReplaced: Bool { replacement != nil }

  /// - Parameter version: If nil, `self.version`.
  func validate(_ document: ParsedXML, as version: ContractVersion? = nil) -> [Problem] {
    let version = version ?? self.version
    if version == self.version, let replacement { return Self.problems(in: document, by: replacement) }
    // The tests prove that the embedded schemas compile. A failure is reported as a problem instead of a crash.
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
