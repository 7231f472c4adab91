internal import TimeReport
internal import XML

/// The schemas of the messages (`schemas/elt/1.0/envelope`), compiled once.
enum EnvelopeSchema {
  static func validate(_ document: ParsedXML) -> [Problem] {
    switch compiled {
    case .success(let schema): schema.validate(document).map(Problem.init)
    case .failure(let problem): [Problem(problem)]
    }
  }

  private static let compiled = Result { () throws(XMLProblem) in
    try XMLSchema(
      PackageResources.soap_envelope_xsd,
      imports: [
        "skicka-tidredovisning.xsd": PackageResources.skicka_tidredovisning_xsd,
        "xmlmime.xsd": PackageResources.xmlmime_xsd,
      ]
    )
  }
}

extension Problem {
  init(_ problem: XMLProblem) {
    let code: ProblemCode
    switch problem.code {
    case .tooLarge: code = .xmlTooLarge
    case .notWellFormed: code = .xmlNotWellFormed
    case .encoding: code = .xmlEncoding
    case .doctype: code = .xmlDoctype
    case .tooComplex: code = .xmlTooComplex
    case .schema: code = .xmlSchema
    }
    self.init(code, problem.message, at: problem.line.map(Place.line))
  }
}
