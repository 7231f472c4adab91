internal import XML
internal import PKI

/// Reads a ready time report document: safely, by the schema, and by the same rules that reports are held to. The bytes
/// are kept as they are, for they are what was signed.
package struct DocumentReader: Sendable {
  private let limits: XMLLimits
  private let schema: DocumentSchema

  /// - Parameter maximumBytes: of the document.
  package init(maximumBytes: Int = 4 * 1024 * 1024, schema: DocumentSchema = DocumentSchema()) {
    limits = XMLLimits(maximumBytes: maximumBytes)
    self.schema = schema
  }

  /// - Parameters:
  ///   - expectedReportId: the id that the document must have, where the request says one.
  ///   - version: of the contract, where the request says one.
  /// - Returns: the document, or everything that is wrong with it (the first hundred), with lines.
  package func read(
    _ bytes: [UInt8],
    expectedReportId: String? = nil,
    version: ContractVersion? = nil
  ) -> Result<Tidredovisning, Problems> {
    do throws(XMLProblem) {
      let document = try ParsedXML(bytes, limits: limits)
      if let line = document.root.lineOfFirstRemark {
        let problem = Problem(
          .xmlComment,
          "The document holds a comment or a processing instruction.",
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
          digest: SHA256.hexadecimal(try document.canonicalForm())
        )
      )
    } catch {
      return .failure(Problems([Problem(error)]))
    }
  }

  /// A document that we made, held to the vendor's own schemas where there are some; by ours it is valid.
  package func checked(_ document: Tidredovisning, version: ContractVersion? = nil)
    -> Result<Tidredovisning, Problems>
  {
    guard schema.isReplaced else { return .success(document) }
    return read(document.bytes, version: version).map { _ in document }
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
