internal import ELT
internal import TimeReport

/// A document and the signatures that came with it, wherever they came from.
struct VerifiableSubmission {
  let document: Tidredovisning
  let assistant: ReportSignature?
  let provider: ReportSignature?

  /// - Parameter bytes: a submit event, or the body of a SOAP request.
  /// - Returns: everything that is wrong where it is neither, or its document is refused.
  static func read(_ bytes: [UInt8], endOfDay: EndOfDay) -> Result<VerifiableSubmission, Problems> {
    InputFile.isXML(bytes) ? soapBody(bytes) : event(bytes, endOfDay: endOfDay)
  }

  private static func soapBody(_ bytes: [UInt8]) -> Result<VerifiableSubmission, Problems> {
    switch SubmissionEnvelope.decode(bytes) {
    case .refused(let problems): .failure(Problems(problems))
    case .submission(let submission):
      DocumentReader().read(submission.document).map {
        VerifiableSubmission(document: $0, assistant: submission.assistant, provider: submission.provider)
      }
    }
  }

  private static func event(_ bytes: [UInt8], endOfDay: EndOfDay) -> Result<VerifiableSubmission, Problems> {
    ReportFile.decode(bytes).flatMap { file in
      guard case .event(let event) = file, case .submit(let submit) = event.request else {
        return .failure(
          Problems([
            Problem(.eventUnknownType, "This is no submit event, so there are no signatures to verify.")
          ])
        )
      }
      return InputDocument.make(in: bytes, endOfDay: endOfDay).map {
        VerifiableSubmission(
          document: $0,
          assistant: submit.assistantSignature,
          provider: submit.providerSignature
        )
      }
    }
  }
}
