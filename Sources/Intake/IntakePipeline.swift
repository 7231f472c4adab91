internal import ELT
internal import PipelineRecords
package import PKI
package import Signatures
internal import Synchronization
internal import Telemetry
package import TimeReport
internal import Tracing

/// Stage 1 without broker and network: from the bytes of a request event to its result.
///
/// `TimeReportEvent` → `TimeReport` → `Tidredovisning` → `SignedSubmission` → SOAP request. A step that refuses a report
/// returns an outcome with all problems that it found. If the organisation has signed, the OCSP response for that signature
/// is still to be fetched.
package struct IntakePipeline: Sendable {
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

  /// When the organisation's signing certificate expires; nil if the organisation does not sign.
  package var signingCertificateEnd: Credential.End? { signer?.certificateEnd }

  /// The result of a request event, or the step that remains.
  package enum Progress: Sendable {
    case done(IntakeResult)
    /// Signed with the organisation's own certificate; the OCSP response is still to be fetched.
    case awaitsStatus(OwnSignedSubmission)
  }

  /// - Parameter now: Seconds since 1970. Used to check dates of signatures and the deadline.
  package func process(_ raw: RawEvent, now: Int) -> Progress {
    switch decoder.decode(raw) {
    case .unreadable(let problems): return .done(.unreadable(problems))
    case .refused(let identity, let problems):
      return .done(
        .outcome(identity, reportId: identity.reportId, .rejected(stage: .decode, problems: problems))
      )
    case .event(let event): return process(event, now: now)
    }
  }

  private func process(_ event: TimeReportEvent, now: Int) -> Progress {
    withSpan("elt.intake", context: event.identity.trace.serviceContext, ofKind: .consumer) { span in
      var identity = event.identity
      identity.trace = identity.trace.continued(by: span.context)
      span.attributes[SpanAttribute.type] = identity.type
      span.attributes[SpanAttribute.reportId] = identity.reportId?.text
      return process(event, as: identity, now: now)
    }
  }

  private func process(_ event: TimeReportEvent, as identity: EventIdentity, now: Int) -> Progress {
    let today = SwedishTime.date(at: now)
    do {
      switch event.request {
      case .prepare(let report):
        let document = try convert(report, version: event.contractVersion, today: today)
        return .done(
          .outcome(
            identity,
            reportId: document.reportId,
            .prepared(
              document: document.bytes,
              digest: document.digest,
              toBeSigned: document.toBeSigned,
              notices: notices(on: document, today: today)
            )
          )
        )
      case .submit(let request):
        let document = try document(of: request, in: event, today: today)
        let assistant = try verify(request, document, now: now)
        let notices = notices(on: document, today: today)
        if let provider = request.providerSignature {
          let submission = SignedSubmission(document: document, assistant: assistant, provider: provider)
          return .done(.submission(ReadySubmission(submission, identity, notices)))
        }
        let (signer, provider) = try sign(document, on: today)
        return .awaitsStatus(
          OwnSignedSubmission(
            signer: signer,
            submission: SignedSubmission(document: document, assistant: assistant, provider: provider),
            identity: identity,
            notices: notices
          )
        )
      case .resolve(let request): return .done(.resolution(identity, request))
      }
    } catch {
      return .done(
        .outcome(
          identity,
          reportId: reportId(of: event),
          .rejected(stage: error.stage, problems: error.problems)
        )
      )
    }
  }

  /// The report id for the outcome, read even from a document that is refused.
  private func reportId(of event: TimeReportEvent) -> ReportId? {
    if case .submit(let request) = event.request, case .document(let bytes) = request.content {
      return event.reportId ?? documents.reportId(in: bytes)
    }
    return event.reportId
  }

  /// Why a report was refused.
  package struct Refusal: Error {
    package let stage: Stage
    package let problems: [Problem]
  }

  private func convert(_ report: TimeReport, version: ContractVersion?, today: CalendarDate) throws(Refusal)
    -> Tidredovisning
  {
    switch converter.convert(report).flatMap({ BirthDateRule.check($0, today: today) }) {
    case .success(let document): return try valid(documents.checked(document, version: version))
    case .failure(let refused): throw Refusal(stage: .convert, problems: refused.all)
    }
  }

  private func document(of request: SubmitRequest, in event: TimeReportEvent, today: CalendarDate)
    throws(Refusal) -> Tidredovisning
  {
    switch request.content {
    case .report(let report): return try convert(report, version: event.contractVersion, today: today)
    case .document(let bytes):
      return try valid(
        documents.read(bytes, expectedReportId: event.subject, version: event.contractVersion)
          .flatMap { BirthDateRule.check($0, today: today) }
      )
    }
  }

  private func valid(_ document: Result<Tidredovisning, Problems>) throws(Refusal) -> Tidredovisning {
    switch document {
    case .success(let document): return document
    case .failure(let refused): throw Refusal(stage: .validate, problems: refused.all)
    }
  }

  /// Verifies the signatures of a report.
  ///
  /// - Returns: The assistant's signature.
  private func verify(
    _ request: SubmitRequest,
    _ document: Tidredovisning,
    now: Int
  ) throws(Refusal) -> ReportSignature {
    var problems = SignatureDateRule.check(
      assistant: request.assistantSignature?.signedOn,
      provider: request.providerSignature?.signedOn,
      month: document.month,
      today: SwedishTime.date(at: now)
    )
    func verify(_ signature: ReportSignature, _ role: SignatureRole) {
      problems += withSpan("elt.verify") { _ in
        verifier.verify(signature, role: role, of: document, now: now, at: Self.pointer(role))
      }
    }
    if let assistant = request.assistantSignature {
      verify(assistant, .assistant)
    } else {
      problems.append(
        Problem(
          .signatureMissing,
          "The assistant's signature is missing.",
          at: .pointer(Self.pointer(.assistant))
        )
      )
    }
    if let provider = request.providerSignature {
      verify(provider, .provider)
    } else if signer == nil {
      problems.append(Self.noProviderSignature)
    }
    guard problems.isEmpty, let assistant = request.assistantSignature else {
      throw Refusal(stage: .signatures, problems: problems)
    }
    return assistant
  }

  /// Signs for the provider with the organisation's certificate.
  private func sign(_ document: Tidredovisning, on today: CalendarDate) throws(Refusal)
    -> (OrganisationSigner, ReportSignature)
  {
    guard let signer else { throw Refusal(stage: .signatures, problems: [Self.noProviderSignature]) }
    do {
      return (signer, try withSpan("elt.sign") { _ in try signer.sign(document, on: today) })
    } catch {
      throw Refusal(
        stage: .signatures,
        problems: [Problem(.signatureNotMade, "The provider's signature could not be made.")]
      )
    }
  }

  private static func pointer(_ role: SignatureRole) -> String { "/data/signatures/\(role.rawValue)" }

  private static let noProviderSignature = Problem(
    .signatureMissing,
    "The provider's signature is missing, and no certificate is configured to make one with.",
    at: .pointer(pointer(.provider))
  )

  private func notices(on document: Tidredovisning, today: CalendarDate) -> [Problem] {
    document.notices + [DeadlineNotice.notice(month: document.month, today: today)].compactMap { $0 }
  }
}

/// The pipeline in use. Renewed certificates or roots replace it.
package final class CurrentPipeline: Sendable {
  private let pipeline: Mutex<IntakePipeline>

  package init(_ pipeline: IntakePipeline) { self.pipeline = Mutex(pipeline) }

  var value: IntakePipeline { pipeline.withLock { $0 } }

  package func replace(_ new: IntakePipeline) { pipeline.withLock { $0 = new } }
}
