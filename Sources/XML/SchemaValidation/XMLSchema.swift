internal import CXMLSec

/// An XML Schema, compiled once and shared by any number of threads.
package final class XMLSchema: Sendable {
  /// libxml2 does not change a compiled schema during validation (each validation has its own context, and a document's
  /// `xsi:schemaLocation` is ignored). Freed with this object.
  private nonisolated(unsafe) let schema: xmlSchemaPtr
  private let names: SchemaNames

  /// - Parameters:
  ///   - main: the schema document.
  ///   - imports: further schema documents by the `schemaLocation` that imports or includes them. Nothing is read from
  ///     disk or network.
  /// - Throws: `xml.schema` if the schema does not compile, with the line if known.
  package init(_ main: [UInt8], imports: [String: [UInt8]] = [:]) throws(XMLProblem) {
    XMLLibrary.prepare()
    names = try SchemaNames(in: [main] + imports.values)
    let compiled = SchemaImports.with(imports) { XMLSchema.compile(main) }
    // libxml2 only warns of a missing import, which would cause an unresolved reference much later.
    guard let pointer = compiled.schema, compiled.errors.count == 0 else {
      if let unusable = compiled.schema { xmlSchemaFree(unusable) }
      throw XMLProblem(
        .schema,
        "The schema cannot be compiled: it, or one that it imports, is faulty or missing.",
        line: compiled.errors.firstLine
      )
    }
    schema = pointer
  }

  deinit { xmlSchemaFree(schema) }

  /// Finds all violations of the schema, in document order.
  ///
  /// - Returns: at most `maximumProblems`, each with code `xml.schema` and a line; empty if the document is valid.
  package func validate(_ document: ParsedXML, maximumProblems: Int = 100) -> [XMLProblem] {
    XMLLibrary.prepare()
    guard let context = xmlSchemaNewValidCtxt(schema) else {
      return [XMLProblem(.schema, "There was no memory left to validate the document.")]
    }
    defer { xmlSchemaFreeValidCtxt(context) }
    let collector = SchemaFindings(names: names, maximum: maximumProblems)
    xmlSchemaSetValidStructuredErrors(
      context,
      { collector, error in
        guard let collector, let error else { return }
        Unmanaged<SchemaFindings>.fromOpaque(collector).takeUnretainedValue().add(error.pointee)
      },
      Unmanaged.passUnretained(collector).toOpaque()
    )
    let verdict = withExtendedLifetime(collector) { xmlSchemaValidateDoc(context, document.document) }
    if verdict != 0, collector.problems.isEmpty {
      return [XMLProblem(.schema, "The document does not follow the schema.")]
    }
    return collector.problems
  }

  private static func compile(_ main: [UInt8]) -> (schema: xmlSchemaPtr?, errors: CompileErrors) {
    let errors = CompileErrors()
    let schema = main.withUnsafeBytes { raw -> xmlSchemaPtr? in
      let text = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let context = xmlSchemaNewMemParserCtxt(text, Int32(raw.count)) else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(
        context,
        { errors, error in
          guard let errors, let error else { return }
          Unmanaged<CompileErrors>.fromOpaque(errors).takeUnretainedValue().add(Int(error.pointee.line))
        },
        Unmanaged.passUnretained(errors).toOpaque()
      )
      return withExtendedLifetime(errors) { xmlSchemaParse(context) }
    }
    return (schema, errors)
  }
}

private final class CompileErrors {
  private(set) var count = 0
  private(set) var firstLine: Int?

  func add(_ line: Int) {
    count += 1
    if firstLine == nil, line > 0 { firstLine = line }
  }
}
