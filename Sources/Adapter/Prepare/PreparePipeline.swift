internal import ELT
internal import Tracing
package import Signatures
package import TimeReport

/// Stage 1 without the broker: from the bytes of a request event to what shall be done with it.
///
/// `TimeReportEvent` → `TimeReport` → `Tidredovisning` → `SignedSubmission` → SOAP request. Whatever refuses a report on
/// the way says so at once, with all its problems.
package struct PreparePipeline: Sendable {
  private let decoder: EventDecoder
  private let converter: Converter
  private let documents: DocumentReader
  private let verifier: SignatureVerifier
  private let signer: OrganisationSigner?

  package init(
    decoder: EventDecoder,
    converter: Converter,
    documents: DocumentReader,
    verifier: SignatureVerifier,
    signer: OrganisationSigner?
  ) {
    self.decoder = decoder
    self.converter = converter
    self.documents = documents
    self.verifier = verifier
    self.signer = signer
  }

  /// What a request event leads to.
  package enum Prepared: Sendable {
    /// To be sent.
    case submission(
      EventIdentity,
      reportId: String,
      envelope: [UInt8],
      digest: String,
      month: CalendarMonth,
      notices: [Problem]
    )
    /// A decision on a report in doubt, for the one who owns the ledger.
    case resolution(EventIdentity, ResolveRequest)
    /// Answered here.
    case outcome(EventIdentity, reportId: String?, Outcome)
    /// Not even an event id could be read.
    case unreadable([Problem])
  }

  /// - Parameter now: Seconds since 1970, for what must not lie in the future and for the deadline.
  package func prepare(_ raw: RawEvent, now: Int) -> Prepared {
    switch decoder.decode(raw) {
    case .unreadable(let problems): return .unreadable(problems)
    case .refused(let identity, let problems):
      return .outcome(identity, reportId: identity.reportId, .rejected(stage: .decode, problems: problems))
    case .event(let event): return prepare(event, now: now)
    }
  }

  private func prepare(_ event: TimeReportEvent, now: Int) -> Prepared {
    withSpan("elt.prepare", context: event.identity.trace.serviceContext, ofKind: .consumer) { span in
      var identity = event.identity
      identity.trace = identity.trace.continued(by: span.context)
      span.attributes[SpanAttribute.type] = identity.type
      span.attributes[SpanAttribute.reportId] = identity.reportId
      return prepare(event, as: identity, now: now)
    }
  }

  private func prepare(_ event: TimeReportEvent, as identity: EventIdentity, now: Int) -> Prepared {
    let today = SwedishTime.date(at: now)
    do {
      switch event.request {
      case .prepare(let report):
        let document = try convert(report, version: event.contractVersion)
        return .outcome(
          identity,
          reportId: document.reportId,
          .prepared(
            document: document.bytes,
            digest: document.digest,
            toBeSigned: document.toBeSigned,
            notices: notices(on: document, today: today)
          )
        )
      case .submit(let request):
        let document = try document(of: request, in: event)
        let submission = try sign(document, request, now: now)
        return .submission(
          identity,
          reportId: document.reportId,
          envelope: SubmissionEnvelope.encode(submission),
          digest: document.digest,
          month: document.month,
          notices: notices(on: document, today: today)
        )
      case .resolve(let request): return .resolution(identity, request)
      }
    } catch {
      return .outcome(
        identity,
        reportId: reportId(of: event),
        .rejected(stage: error.stage, problems: error.problems)
      )
    }
  }

  /// The id to answer under, even where the document that holds it is refused.
  private func reportId(of event: TimeReportEvent) -> String? {
    if case .submit(let request) = event.request, case .document(let bytes) = request.content {
      return event.reportId ?? documents.reportId(in: bytes)
    }
    return event.reportId
  }

  /// Why a report goes no further.
  package struct Refusal: Error {
    package let stage: Stage
    package let problems: [Problem]
  }

  package func convert(_ report: TimeReport, version: ContractVersion? = nil) throws(Refusal)
    -> Tidredovisning
  {
    switch converter.convert(report) {
    case .success(let document): return try valid(documents.checked(document, version: version))
    case .failure(let refused): throw Refusal(stage: .convert, problems: refused.all)
    }
  }

  private func document(of request: SubmitRequest, in event: TimeReportEvent) throws(Refusal)
    -> Tidredovisning
  {
    switch request.content {
    case .report(let report): return try convert(report, version: event.contractVersion)
    case .document(let bytes):
      return try read(bytes, expectedReportId: event.subject, version: event.contractVersion)
    }
  }

  /// A ready document, held to the same rules.
  package func read(
    _ bytes: [UInt8],
    expectedReportId: String?,
    version: ContractVersion? = nil
  ) throws(Refusal) -> Tidredovisning {
    try valid(documents.read(bytes, expectedReportId: expectedReportId, version: version))
  }

  private func valid(_ document: Result<Tidredovisning, Problems>) throws(Refusal) -> Tidredovisning {
    switch document {
    case .success(let document): return document
    case .failure(let refused): throw Refusal(stage: .validate, problems: refused.all)
    }
  }

  private func sign(
    _ document: Tidredovisning,
    _ request: SubmitRequest,
    now: Int
  ) throws(Refusal) -> SignedSubmission {
    let today = SwedishTime.date(at: now)
    var problems = SignatureDateRule.check(
      assistant: request.assistantSignature?.signedOn,
      provider: request.providerSignature?.signedOn,
      month: document.month,
      today: today
    )
    if let assistant = request.assistantSignature {
      problems += withSpan("elt.verify") { _ in
        verifier.verify(
          assistant,
          role: .assistant,
          of: document,
          now: now,
          at: "/data/signatures/assistant"
        )
      }
    } else {
      problems.append(
        Problem(
          .signatureMissing,
          "The assistant's signature is missing.",
          at: .pointer("/data/signatures/assistant")
        )
      )
    }
    var provider = request.providerSignature
    if let provider {
      problems += withSpan("elt.verify") { _ in
        verifier.verify(
          provider,
          role: .provider,
          of: document,
          now: now,
          at: "/data/signatures/provider"
        )
      }
    } else if signer == nil {
      problems.append(
        Problem(
          .signatureMissing,
          "The provider's signature is missing, and no certificate is configured to make one with.",
          at: .pointer("/data/signatures/provider")
        )
      )
    }
    guard problems.isEmpty, let assistant = request.assistantSignature else {
      throw Refusal(stage: .signatures, problems: problems)
    }
    if provider == nil, let signer {
      do {
        provider = try withSpan("elt.sign") { _ in try signer.sign(document, on: today) }
      } catch {
        throw Refusal(
          stage: .signatures,
          problems: [Problem(.signatureNotMade, "The provider's signature could not be made.")]
        )
      }
    }
    guard let provider else { throw Refusal(stage: .signatures, problems: []) }
    return SignedSubmission(document: document, assistant: assistant, provider: provider)
  }

  private func notices(on document: Tidredovisning, today: CalendarDate) -> [Problem] {
    document.notices + [DeadlineNotice.notice(month: document.month, today: today)].compactMap { $0 }
  }
}
