internal import ELT
internal import Telemetry
internal import TimeReport

/// A document and its signatures, from a submit event or a SOAP body.
struct VerifiableSubmission {
  let document: Tidredovisning
  let assistant: ReportSignature?
  let provider: ReportSignature?

  /// - Parameter bytes: a submit event, or the body of a SOAP request.
  /// - Returns: every problem if the bytes are neither, or if the document is invalid.
  static func read(_ bytes: [UInt8], endOfDay: EndOfDay) -> Result<VerifiableSubmission, Problems> {
    InputFile.isXML(bytes) ? soapBody(bytes) : event(bytes, endOfDay: endOfDay)
  }

  private static func soapBody(_ bytes: [UInt8]) -> Result<VerifiableSubmission, Problems> {
    switch SubmissionEnvelope.decode(bytes) {
    case .refused(let problems): .failure(Problems(problems))
    case .submission(let submission):
      DocumentReader().read(submission.document)
        .flatMap {
          BirthDateRule.check($0, today: SwedishTime.date(at: Int(AdapterClock.system.wall() / 1000)))
        }
        .map {
          VerifiableSubmission(document: $0, assistant: submission.assistant, provider: submission.provider)
        }
    }
  }

  private static func event(_ bytes: [UInt8], endOfDay: EndOfDay) -> Result<VerifiableSubmission, Problems> {
    ReportFile.decode(bytes).flatMap { file in
      guard case .event(let event) = file, case .submit(let submit) = event.request else {
        return .failure(
          Problems([
            Problem(.eventUnknownType, "The file is not a submit event, so it contains no signatures.")
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
