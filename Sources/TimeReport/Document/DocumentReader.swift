internal import XML

/// Reads a ready time report document and checks it against the schema and the rules for reports. The bytes are kept
/// unchanged, because the signatures cover them.
package struct DocumentReader: Sendable {
  private let limits: XMLLimits
  private let schema: DocumentSchema

  /// - Parameter maximumBytes: The maximum size of the document.
  package init(maximumBytes: Int = 4 * 1024 * 1024, schema: DocumentSchema = DocumentSchema()) {
    limits = XMLLimits(maximumBytes: maximumBytes)
    self.schema = schema
  }

  /// - Parameters:
  ///   - expectedReportId: The id that the document must have, if the request names one.
  ///   - version: The version of the contract, if the request names one.
  /// - Returns: The document, or its problems (at most the first hundred) with lines.
  package func read(
    _ bytes: [UInt8],
    expectedReportId: ReportId? = nil,
    version: ContractVersion? = nil
  ) -> Result<Tidredovisning, Problems> {
    do throws(XMLProblem) {
      let document = try ParsedXML(bytes, limits: limits)
      if let line = document.root.lineOfFirstRemark {
        let problem = Problem(
          .xmlComment,
          "The document contains a comment or a processing instruction.",
          at: .line(line)
        )
        return .failure(Problems([problem]))
      }
      let violations = schema.validate(document, as: version)
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
          digest: Digest(of: try document.canonicalForm()),
          notices: [],
          persons: values.persons
        )
      )
    } catch {
      return .failure(Problems([Problem(error)]))
    }
  }

  /// Validates a converted document against the vendor's own schemas, if configured. It is valid by the embedded ones.
  package func checked(_ document: Tidredovisning, version: ContractVersion? = nil)
    -> Result<Tidredovisning, Problems>
  {
    guard schema.isReplaced else { return .success(document) }
    return read(document.bytes, version: version).map { _ in document }
  }

  /// Finds the report id of a document that may have other problems, for the rejection; nil if there is no valid id.
  package func reportId(in bytes: [UInt8]) -> ReportId? {
    guard let document = try? ParsedXML(bytes, limits: limits),
      let id = document.root.first("id", in: DocumentSchema.namespace)?.text
    else { return nil }
    return ReportId(id)
  }

  private static func failure(_ problems: [Problem]) -> Problems {
    Problems(
      problems.isEmpty
        ? [Problem(.xmlSchema, "A required element is missing in the document.")]
        : Array(problems.prefix(ProblemList.maximum))
    )
  }
}
