import TestSupport
import Testing

@testable import TimeReport

struct RedactionTests {
  static let secrets = [
    Samples.personalNumber, Samples.assistantNumber, "Berit", "Brukare", "Asta", "Ek\"", "Omsorg", "Chef",
    "1234567",
    "<Signature", "because", "2026-10-04",
  ]

  static func values() throws -> [Any] {
    let report = try Samples.report()
    let signature = try Samples.signature()
    let document = try Converter().convert(report).get()
    let submit = SubmitRequest(content: .report(report), assistantSignature: signature)
    let resolve = ResolveRequest(reportId: document.reportId, resolution: .resend, reason: "because")
    let event = TimeReportEvent(eventId: "e", source: "/s", request: .submit(submit))
    let outcome = Outcome.prepared(
      document: document.bytes,
      digest: document.digest,
      toBeSigned: document.toBeSigned,
      notices: []
    )
    return [
      report, report.assistedPerson, report.assistant, report.assistant.number, report.employer,
      report.shifts,
      signature, document, SignedSubmission(document: document, assistant: signature, provider: signature),
      event, event.request, submit, submit.content, resolve, DecodedEvent.event(event),
      RawEvent(headers: [("ce_id", Array("Berit".utf8))], value: event.encoded()), ReportFile.report(report),
      outcome,
      OutcomeEvent(id: "o", source: "/s", time: 0, reportId: nil, causationId: "e", outcome: outcome),
      TimeReportEvent.Request.resolve(resolve),
      Employer.provider(
        Provider(
          name: "Omsorg",
          organisationNumber: Samples.organisationNumber,
          assistantEmployment: .otherEmployer(name: "Omsorg", organisationNumber: "1")
        )
      ),
      AssistantEmployment.otherEmployer(name: "Omsorg", organisationNumber: "1"),
    ]
  }

  @Test("no printed form contains personal data")
  func noPrintedFormContainsPersonalData() throws {
    for value in try Self.values() {
      var dumped = ""
      dump(value, to: &dumped)
      let printed = [
        "\(value)", String(reflecting: value), dumped, "\([value])", "\(Optional(value) as Any)",
      ]
      for secret in Self.secrets {
        #expect(!printed.contains { $0.contains(secret) }, "\(type(of: value))")
      }
      #expect(printed[0].contains("redacted"), "\(type(of: value))")
    }
  }
}
