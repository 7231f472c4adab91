/// Reads the `data` of a request event.
enum RequestReader {
  static func read(_ data: JSON, of type: RequestType, _ shape: inout ShapeReader) -> TimeReportEvent.Request?
  {
    switch type {
    case .prepare:
      guard shape.isObject(data, ["report"]) else { return nil }
      return shape.required(data, "report").flatMap { ReportReader.read($0, &shape) }.map { .prepare($0) }
    case .submit: return submit(data, &shape).map { .submit($0) }
    case .resolve: return resolve(data, &shape).map { .resolve($0) }
    }
  }

  private static func submit(_ data: JSON, _ shape: inout ShapeReader) -> SubmitRequest? {
    guard shape.isObject(data, ["report", "document", "signatures"]) else { return nil }
    var assistant: ReportSignature?
    var provider: ReportSignature?
    if let signatures = shape.required(data, "signatures"),
      shape.isObject(signatures, ["assistant", "provider"])
    {
      assistant = shape.required(signatures, "assistant").flatMap { signature($0, &shape) }
      provider = signatures.member("provider").flatMap { signature($0, &shape) }
    }
    // The report comes last: after a problem above, its reader applies the rules too.
    guard let content = content(data, &shape), let assistant else { return nil }
    return SubmitRequest(content: content, assistantSignature: assistant, providerSignature: provider)
  }

  private static func content(_ data: JSON, _ shape: inout ShapeReader) -> SubmitRequest.Content? {
    switch (data.member("report"), data.member("document")) {
    case (let report?, nil): return ReportReader.read(report, &shape).map { .report($0) }
    case (nil, let document?): return shape.base64(document).map { .document($0) }
    case (.some, let document?):
      shape.note(.eventUnknownField, "Only one of `report` and `document` is allowed.", at: document)
      return nil
    case (nil, nil):
      shape.note(.eventMissingField, "Either `report` or `document` is required.", at: data)
      return nil
    }
  }

  private static func signature(_ value: JSON, _ shape: inout ShapeReader) -> ReportSignature? {
    guard shape.isObject(value, ["signature", "ocspResponse", "signedOn"]) else { return nil }
    let signature = shape.base64(shape.required(value, "signature"))
    let ocspResponse = shape.base64(shape.required(value, "ocspResponse"), mayBeEmpty: true)
    let signedOn = shape.date(shape.required(value, "signedOn"))
    guard let signature, let ocspResponse, let signedOn else { return nil }
    return ReportSignature(signature: signature, ocspResponse: ocspResponse, signedOn: signedOn)
  }

  private enum ResolutionKind: String, CaseIterable { case accepted, resend, abandon }

  private static func resolve(_ data: JSON, _ shape: inout ShapeReader) -> ResolveRequest? {
    let isAccepted = data.member("resolution")?.string == ResolutionKind.accepted.rawValue
    let fields: [StaticString] =
      isAccepted ? ["reportId", "resolution", "txId", "reason"] : ["reportId", "resolution", "reason"]
    guard shape.isObject(data, fields) else { return nil }
    let reportId = shape.required(data, "reportId")
    let text = shape.string(reportId)
    if let reportId, let finding = text.flatMap({ ValueRule.reportId.finding(in: $0) }) {
      shape.note(finding, at: reportId)
    }
    let kind = shape.word(shape.required(data, "resolution"), ResolutionKind.self)
    let reason = self.text(shape.required(data, "reason"), maximum: 1000, &shape)
    let txId =
      isAccepted
      ? self.text(shape.required(data, "txId"), maximum: ReceiptId.maximumLength, &shape)
        .flatMap { ReceiptId($0) } : nil
    guard let id = text.flatMap({ ReportId($0) }), let kind, let reason else { return nil }
    switch kind {
    case .accepted:
      return txId.map { ResolveRequest(reportId: id, resolution: .accepted(txId: $0), reason: reason) }
    case .resend: return ResolveRequest(reportId: id, resolution: .resend, reason: reason)
    case .abandon: return ResolveRequest(reportId: id, resolution: .abandon, reason: reason)
    }
  }

  /// Reads text of 1 to `maximum` characters that is not only white space.
  private static func text(_ value: JSON?, maximum: Int, _ shape: inout ShapeReader) -> String? {
    guard let value, let text = shape.string(value) else { return nil }
    guard (1...maximum).contains(text.unicodeScalars.count), !TextRule.isBlank(text) else {
      shape.note(.eventInvalidValue, "The value must be text of 1 to \(maximum) characters.", at: value)
      return nil
    }
    return text
  }
}
