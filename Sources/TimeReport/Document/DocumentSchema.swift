internal import XML

/// The document's schema, embedded in the program and compiled once.
enum DocumentSchema {
  static let namespace =
    "http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1"

  /// A failure would be a fault of the build, which the tests rule out; it is answered as a problem all the same.
  private static let compiled: Result<XMLSchema, XMLProblem> = {
    do throws(XMLProblem) {
      return .success(try XMLSchema(PackageResources.tidredovisning_xsd))
    } catch {
      return .failure(error)
    }
  }()

  static func validate(_ document: ParsedXML) -> [Problem] {
    switch compiled {
    case .success(let schema):
      schema.validate(document, maximumProblems: ProblemList.maximum).map { Problem($0) }
    case .failure(let problem): [Problem(problem)]
    }
  }
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
