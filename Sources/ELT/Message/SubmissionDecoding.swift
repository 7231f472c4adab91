internal import TimeReport
internal import PKI
internal import XML

extension SubmissionEnvelope {
  /// The largest message that `decode` reads, in bytes.
  package static let maximumBytes = 8 << 20

  /// Reads a message as strictly as the agency may: well-formed, valid by the schema, and a request.
  ///
  /// - Returns: the submission; or all violations of the schema, with lines; or, for a valid message, all defects that the
  ///   schema permits (stray characters in Base64, dates with a time zone).
  package static func decode(_ bytes: [UInt8]) -> DecodedEnvelope {
    let document: ParsedXML
    do {
      document = try ParsedXML(bytes, limits: XMLLimits(maximumBytes: maximumBytes))
    } catch {
      return .refused([Problem(error)])
    }
    let found = EnvelopeSchema.validate(document)
    guard found.isEmpty else { return .refused(found) }
    guard
      let request = document.root.first("Body", in: ELTName.soapNamespace)?
        .first("SkickaTidredovisning", in: ELTName.namespace)
    else {
      let sentence = "The SOAP body holds no SkickaTidredovisning."
      return .refused([Problem(.xmlSchema, sentence, at: .line(document.root.line))])
    }
    return read(request)
  }

  private static func read(_ request: XMLElement) -> DecodedEnvelope {
    var reader = PartReader()
    let document = reader.base64("tidredovisning", in: request)
    let assistant = reader.signature("assistent-signatur", in: request)
    let provider = reader.signature("anordnare-signatur", in: request)
    guard reader.problems.isEmpty, let document, let assistant, let provider else {
      return .refused(reader.problems)
    }
    return .submission(DecodedSubmission(document: document, assistant: assistant, provider: provider))
  }
}

/// Reads the parts of a request and records unreadable ones.
private struct PartReader {
  private(set) var problems: [Problem] = []

  mutating func signature(_ name: String, in request: XMLElement) -> ReportSignature? {
    guard let element = child(name, of: request) else { return nil }
    let signature = base64("signature", in: element)
    let ocspResponse = base64("ocspResponse", in: element)
    guard let signedOn = date("datumForSignatur", in: element), let signature, let ocspResponse else {
      return nil
    }
    return ReportSignature(signature: signature, ocspResponse: ocspResponse, signedOn: signedOn)
  }

  mutating func base64(_ name: String, in parent: XMLElement) -> [UInt8]? {
    guard let element = child(name, of: parent) else { return nil }
    if let bytes = Base64.decode(element.text, whiteSpace: .skipped) { return bytes }
    note("The content of \(name) is not Base64.", element)
    return nil
  }

  private mutating func date(_ name: String, in parent: XMLElement) -> CalendarDate? {
    guard let element = child(name, of: parent) else { return nil }
    let words = element.text.split(whereSeparator: \.isWhitespace)
    // xs:date also allows a time zone and other years, which no date of signing needs.
    if let word = words.first, words.count == 1, let date = CalendarDate(String(word)) { return date }
    note("The content of \(name) is not a date written YYYY-MM-DD.", element)
    return nil
  }

  private mutating func child(_ name: String, of parent: XMLElement) -> XMLElement? {
    if let element = parent.first(name, in: ELTName.namespace) { return element }
    note("The element \(name) is missing.", parent)
    return nil
  }

  private mutating func note(_ sentence: String, _ element: XMLElement) {
    problems.append(Problem(.xmlSchema, sentence, at: .line(element.line)))
  }
}
