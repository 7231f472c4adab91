internal import XML

/// Reads a ready time report document: safely, by the schema, and by the same rules that reports are held to. The bytes
/// are kept as they are, for they are what was signed.
package struct DocumentReader: Sendable {
  private let limits: XMLLimits

  /// - Parameter maximumBytes: of the document.
  package init(maximumBytes: Int = 4 * 1024 * 1024) { limits = XMLLimits(maximumBytes: maximumBytes) }

  /// - Parameter expectedReportId: the id that the document must have, where the request says one.
  /// - Returns: the document, or everything that is wrong with it (the first hundred), with lines.
  package func read(_ bytes: [UInt8], expectedReportId: String? = nil) -> Result<Tidredovisning, Problems> {
    do throws(XMLProblem) {
      let document = try ParsedXML(bytes, limits: limits)
      let violations = DocumentSchema.validate(document)
      var values = DocumentValues(document.root)
      values.expect(reportId: expectedReportId)
      guard violations.isEmpty, values.problems.isEmpty, let id = values.reportId, let month = values.month,
        let assistantNumber = values.assistantNumber
      else { return .failure(Self.failure(violations + values.problems)) }
      return .success(
        Tidredovisning(
          bytes: bytes,
          reportId: id,
          month: month,
          assistantNumber: assistantNumber,
          organisationNumber: values.organisationNumber,
          digest: SHA256.hexadecimal(try document.canonicalForm())
        )
      )
    } catch {
      return .failure(Problems([Problem(error)]))
    }
  }

  /// The id in a document that may be wrong in other ways, to answer its sender; nil unless it is one.
  package func reportId(in bytes: [UInt8]) -> String? {
    guard let document = try? ParsedXML(bytes, limits: limits),
      let id = document.root.first("id", in: DocumentSchema.namespace)?.text, ReportIdRule.holds(id)
    else { return nil }
    return id
  }

  private static func failure(_ problems: [Problem]) -> Problems {
    Problems(
      problems.isEmpty
        ? [Problem(.xmlSchema, "The document lacks an element that it must have.")]
        : Array(problems.prefix(ProblemList.maximum))
    )
  }
}
