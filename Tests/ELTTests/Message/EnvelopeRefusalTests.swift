import Testing
import TimeReport

@testable import ELT

/// Messages without a submission: each is refused with a code, a line and a sentence that quotes nothing.
@Suite struct EnvelopeRefusalTests {
  private func problems(_ bytes: [UInt8]) -> [Problem] {
    if case .refused(let problems) = SubmissionEnvelope.decode(bytes) { problems } else { [] }
  }

  @Test(
    "an invalid message is refused with code and line",
    arguments: [
      ("SkickaTidredovisning xmlns", "SkickaTidredovisninG xmlns", ProblemCode.xmlNotWellFormed),
      ("SkickaTidredovisning:1", "SkickaTidredovisning:2", .xmlSchema),
      ("soap/envelope/", "soap/other/", .xmlSchema),
      ("<tidredovisning>", "<other/><tidredovisning>", .xmlSchema),
      ("<ocspResponse></ocspResponse>", "", .xmlSchema),
      ("2026-11-02", "2026-02-30", .xmlSchema),
      ("2026-11-02", "2 November", .xmlSchema),
      ("2026-11-02", "2026-11-02+01:00", .xmlSchema),
      ("2026-11-02", "-2026-11-02", .xmlSchema),
      ("MAMKAQA=", "MAMKAQA", .xmlSchema),
      ("MAMKAQA=", "MAM*AQA=", .xmlSchema),
      ("MAMKAQA=", "MAMKAQB=", .xmlSchema),
      ("MAMKAQA=", "<x/>", .xmlSchema),
      ("<soapenv:Body>", "<soapenv:Body><x/>", .xmlSchema),
      ("</soapenv:Body>", "</soapenv:Body><x/>", .xmlSchema),
      ("</soapenv:Envelope>", "</soapenv:Envelope>x", .xmlNotWellFormed),
      ("<soapenv:Envelope", "<!DOCTYPE x><soapenv:Envelope", .xmlDoctype),
      ("UTF-8", "ISO-8859-1", .xmlEncoding),
    ]
  )
  func isRefused(_ piece: String, _ other: String, _ code: ProblemCode) throws {
    let found = problems(try Submissions.message(replacing: piece, with: other))
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.code == code && $0.place != nil })
    #expect(!found.contains { $0.message.contains("MAM") || $0.message.contains("2026") })
  }

  @Test("every problem is reported at once") func everyProblemIsToldAtOnce() throws {
    let text = String(decoding: SubmissionEnvelope.encode(try Submissions.signed()), as: UTF8.self)
    let invalid = text.replacing("2026-11-02", with: "soon").replacing("2026-11-03", with: "later")
    #expect(problems(Array(invalid.utf8)).count == 2)
    let lenient = text.replacing("2026-11-02", with: "2026-11-02Z").replacing("MAMKAQA=", with: "M*AMKAQA=")
    #expect(problems(Array(lenient.utf8)).count == 2)
  }

  @Test("an answer is not a request") func anAnswerIsNoRequest() {
    #expect(problems(Array(Answers.receipt.utf8)).map(\.code) == [.xmlSchema])
    #expect(problems(Array(Answers.fault().utf8)).map(\.code) == [.xmlSchema])
  }

  @Test("a message over the size limit is refused") func oneThatIsTooLargeIsNotRead() {
    let large = [UInt8](repeating: UInt8(ascii: " "), count: SubmissionEnvelope.maximumBytes + 1)
    #expect(problems(large).map(\.code) == [.xmlTooLarge])
  }
}
