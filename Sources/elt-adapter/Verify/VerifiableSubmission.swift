internal import CommandSupport
internal import ELT
internal import Telemetry
internal import TimeReport

/// A document and its signatures, from a submit event or a SOAP body.
struct VerifiableSubmission {
  let document: Tidredovisning
  let assistant: ReportSignature?
  let provider: ReportSignature?

  /// - Parameters:
  ///   - bytes: A submit event, or the body of a SOAP request.
  ///   - documents: Validates the document as `run` does.
  /// - Returns: every problem if the bytes are neither, or if the document is invalid.
  static func read(
    _ bytes: [UInt8],
    endOfDay: EndOfDay,
    documents: DocumentReader
  ) -> Result<VerifiableSubmission, Problems> {
    InputFile.isXML(bytes)
      ? soapBody(bytes, documents: documents) : event(bytes, endOfDay: endOfDay, documents: documents)
  }

  private static func soapBody(
    _ bytes: [UInt8],
    documents: DocumentReader
  ) -> Result<VerifiableSubmission, Problems> {
    switch SubmissionEnvelope.decode(bytes) {
    case .refused(let problems): .failure(Problems(problems))
    case .submission(let submission):
      documents.read(submission.document)
        .flatMap {
          BirthDateRule.check($0, today: SwedishTime.date(at: AdapterClock.system.seconds))
        }
        .map {
          VerifiableSubmission(document: $0, assistant: submission.assistant, provider: submission.provider)
        }
    }
  }

  private static func event(
    _ bytes: [UInt8],
    endOfDay: EndOfDay,
    documents: DocumentReader
  ) -> Result<VerifiableSubmission, Problems> {
    ReportFile.decode(bytes).flatMap { file in
      guard case .event(let event) = file, case .submit(let submit) = event.request else {
        return .failure(
          Problems([
            Problem(.eventUnknownType, "The file is not a submit event, so it contains no signatures.")
          ])
        )
      }
      return InputDocument.make(in: bytes, endOfDay: endOfDay, documents: documents).map {
        VerifiableSubmission(
          document: $0,
          assistant: submit.assistantSignature,
          provider: submit.providerSignature
        )
      }
    }
  }
}
