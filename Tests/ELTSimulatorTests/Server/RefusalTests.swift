import ELT
import ELTSimulator
import Testing
import TestPKI
import TestSupport
import TimeReport

/// Submissions that the agency would refuse.
@Suite struct RefusalTests {
  private func answer(to body: [UInt8]) async throws -> (CurlAnswer, [ReceivedCall.Result]) {
    try await withSimulator { simulator, curl in
      (try await curl.post(body), simulator.received.map(\.result))
    }
  }

  private func result(of submission: SignedSubmission) async throws -> SubmissionResult {
    try await withClient { _, client in await client.send(SubmissionEnvelope.encode(submission)) }
  }

  @Test(
    "a malformed envelope is an XmlValidationError",
    arguments: [
      "", "garbage", "<a/>", "<!DOCTYPE a><a/>",
      "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body/></soap:Envelope>",
    ]
  )
  func malformedEnvelopeIsRefused(_ body: String) async throws {
    let (answer, results) = try await answer(to: Array(body.utf8))
    #expect(answer.status == 500)
    #expect(
      answer.body.contains(
        "<XmlValidationError xmlns=\"urn:shs:emottagning:SkickaTidredovisning:1\"><message>"
      )
    )
    #expect(results == [.xmlValidationError])
  }

  @Test("a document that violates the rules is an XmlValidationError") func invalidDocumentIsRefused()
    async throws
  {
    var submissions = try Submissions()
    let good = try submissions.next()
    let text = String(decoding: good.document.bytes, as: UTF8.self)
    let changed = Tidredovisning(
      bytes: Array(text.split(separator: "<fromTid>").joined(separator: "<fromTid>9").utf8),
      reportId: good.document.reportId,
      month: good.document.month,
      assistantNumber: good.document.assistantNumber,
      organisationNumber: good.document.organisationNumber,
      digest: good.document.digest
    )
    let result = try await result(
      of: .init(document: changed, assistant: good.assistant, provider: good.provider)
    )
    guard case .refused(let refusal) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(refusal.code == .eltXMLValidation)
  }

  @Test("a signature of another document is a SignatureValidationError")
  func signatureOfAnotherDocumentIsRefused() async throws {
    var submissions = try Submissions()
    let (one, other) = (try submissions.next(), try submissions.next())
    let result = try await result(
      of: .init(document: one.document, assistant: one.assistant, provider: other.provider)
    )
    guard case .refused(let refusal) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(refusal.code == .eltSignatureValidation)
  }

  @Test("an untrusted signer is refused unless no roots are configured") func untrustedSignerIsRefused()
    async throws
  {
    var strangers = try Submissions(pki: SharedPKI.strangers.get())
    let submission = try strangers.next()
    let result = try await result(of: submission)
    guard case .refused(let refusal) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(refusal.code == .eltSignatureValidation)

    let untrusted = try await withClient {
      $0.signatureRootsPEM = nil
    } body: { _, client in
      await client.send(SubmissionEnvelope.encode(submission))
    }
    guard case .receipt = untrusted else {
      Issue.record("\(untrusted)")
      return
    }
  }

  @Test("a refusal contains no personal data") func refusalContainsNoPersonalData() async throws {
    var submissions = try Submissions()
    let (one, other) = (try submissions.next(), try submissions.next())
    let mixed = SignedSubmission(document: one.document, assistant: other.assistant, provider: other.provider)
    let (answer, _) = try await answer(to: SubmissionEnvelope.encode(mixed))
    #expect(answer.body.contains("SignatureValidationError"))
    #expect(!answer.body.contains(one.document.assistantNumber))
    #expect(!answer.body.contains(other.document.assistantNumber))
  }
}
