import TestSupport
import Testing
import TimeReport
import Transport

@testable import ELT

/// Every kind of answer and its result.
@Suite struct ELTAnswerTests {
  /// 2026-11-23T08:00:00Z
  static let now = 1_795_420_800

  private func read(
    _ status: Int,
    _ body: String,
    headers: [HTTPAnswer.Header] = []
  ) -> SubmissionResult {
    ELTAnswer().read(HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)), now: Self.now)
  }

  @Test("a receipt is read") func receipt() {
    #expect(read(200, Answers.receipt) == .receipt(txId: .named(Answers.txId)))
    #expect(
      read(200, Answers.receipt(txId: " \n\(Answers.txId.uppercased())\t"))
        == .receipt(txId: .named(Answers.txId.uppercased()))
    )
  }

  @Test("a receipt may hold elements of other namespaces") func foreignElements() {
    let more = #"<x:more xmlns:x="urn:x"><x:deep/></x:more>"#
    #expect(
      read(200, Answers.receipt(txId: Answers.txId, then: more)) == .receipt(txId: .named(Answers.txId))
    )
  }

  @Test(
    "a receipt without a UUID is ambiguous",
    arguments: [
      "", "4a8db4b8", "4a8db4b8-bc29-4406-901c-3f69298cabe", "4a8db4b8-bc29-4406-901c-3f69298cabeg",
      "4a8db4b8bc294406901c3f69298cabe3", "{4a8db4b8-bc29-4406-901c-3f69298cabe3}",
      "<a>4a8db4b8-bc29-4406-901c-3f69298cabe3</a>", "4a8db4b8-bc29-4406-901c-3f69298cabe３",
    ]
  )
  func noUUID(_ txId: String) {
    #expect(read(200, Answers.receipt(txId: txId)).unknownCode == .eltAnswerUnreadable)
  }

  @Test("a receipt with another status is ambiguous", arguments: [201, 202, 204, 400, 500, 502])
  func receiptWithOtherStatus(_ status: Int) {
    #expect(read(status, Answers.receipt).unknownCode == .eltAnswerUnreadable)
  }

  @Test("a refusal is read whatever the status", arguments: [500, 200, 400, 502])
  func refusal(_ status: Int) {
    let xml = Refusal(code: .eltXMLValidation, message: AgencyText("Rad 3 är fel"))
    #expect(read(status, Answers.refusal("XmlValidationError", "Rad 3 är fel")) == .refused(xml))
    let signature = Refusal(code: .eltSignatureValidation, message: AgencyText("Nej"))
    #expect(read(status, Answers.refusal("SignatureValidationError", "Nej")) == .refused(signature))
  }

  @Test("an element outside a fault or the namespace is not read as a refusal") func misplacedRefusal() {
    let bare = #"<XmlValidationError xmlns="urn:shs:emottagning:SkickaTidredovisning:1"/>"#
    #expect(read(200, Answers.envelope(bare)).unknownCode == .eltAnswerUnreadable)
    let foreign = Answers.fault(
      detail: #"<XmlValidationError xmlns="urn:x"><message>m</message></XmlValidationError>"#
    )
    #expect(read(500, foreign).serverFaultCode == .eltServerFault)
    let deeper = Answers.fault(detail: "<wrap>\(bare)</wrap>")
    #expect(read(500, deeper).serverFaultCode == .eltServerFault)
  }

  @Test("any other fault is a server fault", arguments: [500, 200, 400, 501, 505])
  func otherFault(_ status: Int) {
    let fault = Answers.fault(detail: "<x/>", text: "Databasen\u{9}är nere")
    guard case .serverFault(let found) = read(status, fault) else {
      Issue.record("status \(status)")
      return
    }
    #expect(found.code == .eltServerFault)
    #expect(found.status == status)
    #expect(found.text?.text == "Databasen är nere")
    #expect(!found.sentence.contains("Databasen"))
  }

  @Test(
    "a 500, 501 or 505 without a fault is a server error",
    arguments: [500, 501, 505],
    ["", "<html><body>Oops</body></html>", "\u{0}"]
  )
  func serverError(_ status: Int, _ body: String) {
    #expect(read(status, body).serverFaultCode == .eltServerError)
  }

  @Test(
    "a gateway error leaves delivery in doubt",
    arguments: [502, 503, 504, 511, 520, 522, 524, 530, 598, 599],
    ["", Answers.fault()]
  )
  func gateway(_ status: Int, _ body: String) {
    #expect(read(status, body).unknownCode == (status == 503 ? .eltUnavailable : .eltGateway))
  }

  @Test(
    "a gateway error means not delivered if a setting says so",
    arguments: [502, 503, 504, 511, 520, 522, 524, 530, 598, 599]
  )
  func gatewayBeforeProcessing(_ status: Int) {
    let answer = HTTPAnswer(status: status, headers: [.init(name: "Retry-After", value: "9")], body: [])
    let lenient = ELTAnswer(notProcessedStatuses: [status])
    guard case .notDelivered(let failure) = lenient.read(answer, now: Self.now) else {
      Issue.record("status \(status)")
      return
    }
    #expect(failure.wasSent && failure.retryAfter == .seconds(9))
    let others = ELTAnswer(notProcessedStatuses: ELTAnswer.gatewayStatuses.subtracting([status]))
    #expect(others.read(answer, now: Self.now).unknownCode != nil)
  }

  @Test(
    "a status that rejects the request means not delivered",
    arguments: [
      (429, ProblemCode.eltTooManyRequests), (401, .eltAccessDenied),
      (403, .eltAccessDenied),
      (404, .eltWrongAddress), (405, .eltWrongAddress), (410, .eltWrongAddress),
    ]
  )
  func rejected(_ status: Int, _ code: ProblemCode) {
    #expect(read(status, "").notDeliveredCode == code)
    #expect(read(status, Answers.fault()).notDeliveredCode == code)
    guard case .notDelivered(let failure) = read(status, "") else { return }
    #expect(failure.wasSent, "a second call may be the second submission")
  }

  @Test(
    "any other status leaves delivery in doubt",
    arguments: [
      201, 202, 204, 206, 300, 301, 302, 303, 307, 308, 400, 402, 406, 408, 413, 415, 417, 451, 600, 999,
    ]
  )
  func otherStatus(_ status: Int) {
    #expect(read(status, "").unknownCode == .eltUnexpectedStatus)
    #expect(read(status, "<html/>").unknownCode == .eltUnexpectedStatus)
  }

  @Test("Retry-After is passed on") func retryAfter() {
    func wait(_ value: String) -> Duration? {
      guard
        case .unknown(let failure) = read(503, "", headers: [.init(name: "retry-AFTER", value: value)])
      else {
        return nil
      }
      return failure.retryAfter
    }
    #expect(wait("120") == .seconds(120))
    #expect(wait("Mon, 23 Nov 2026 08:00:30 GMT") == .seconds(30))
    #expect(wait("soon") == nil)
  }

  @Test("an incomplete body is not read", arguments: [HTTPAnswer.Defect.cutShort, .tooLarge])
  func incompleteBody(_ defect: HTTPAnswer.Defect) {
    func read(_ status: Int, _ body: String) -> SubmissionResult {
      ELTAnswer().read(
        HTTPAnswer(status: status, headers: [], body: Array(body.utf8), defect: defect),
        now: Self.now
      )
    }
    #expect(
      read(200, Answers.receipt).unknownCode
        == (defect == .cutShort ? .eltAnswerCutShort : .eltAnswerTooLarge)
    )
    #expect(read(500, Answers.refusal("XmlValidationError")).serverFaultCode == .eltServerError)
    #expect(read(503, "<").unknownCode == .eltUnavailable)
  }

  @Test("an answer that may belong to another call is not read", arguments: [200, 403, 500, 503])
  func ambiguous(
    _ status: Int
  ) {
    for body in [Answers.receipt, Answers.refusal("XmlValidationError"), ""] {
      let answer = HTTPAnswer(status: status, headers: [], body: Array(body.utf8), defect: .ambiguous)
      #expect(ELTAnswer().read(answer, now: Self.now).unknownCode == .eltAnswerUnreadable)
    }
  }

  @Test(
    "an answer before the report was sent is never a receipt or refusal",
    arguments: [
      (200, ProblemCode.eltUnexpectedStatus), (307, .eltUnexpectedStatus), (308, .eltUnexpectedStatus),
      (400, .eltUnexpectedStatus), (403, .eltAccessDenied), (404, .eltWrongAddress),
      (408, .eltUnexpectedStatus),
      (413, .eltUnexpectedStatus), (415, .eltUnexpectedStatus), (421, .eltUnexpectedStatus),
      (429, .eltTooManyRequests), (500, .eltUnexpectedStatus), (502, .eltGateway), (503, .eltUnavailable),
    ],
    [Answers.receipt, Answers.refusal("XmlValidationError"), Answers.fault(), ""]
  )
  func early(_ answer: (status: Int, code: ProblemCode), _ body: String) {
    func read(_ sent: HTTPAnswer.SentPart) -> SubmissionResult {
      ELTAnswer().read(
        HTTPAnswer(
          status: answer.status,
          headers: [.init(name: "Retry-After", value: "120")],
          body: Array(body.utf8),
          requestSent: sent
        ),
        now: Self.now
      )
    }
    #expect(read(.some).unknownCode == answer.code)
    guard case .notDelivered(let failure) = read(.nothing) else {
      Issue.record("status \(answer.status)")
      return
    }
    #expect(failure.code == answer.code && failure.retryAfter == .seconds(120) && !failure.wasSent)
  }

  @Test("a fault whose parts are qualified is read") func qualifiedDetail() {
    let qualified = Answers.refusal("SignatureValidationError", "Nej")
      .replacing("<detail>", with: "<s:detail>").replacing("</detail>", with: "</s:detail>")
      .replacing("<r:message>", with: "<message xmlns=''>").replacing("</r:message>", with: "</message>")
    let signature = Refusal(code: .eltSignatureValidation, message: AgencyText("Nej"))
    #expect(read(500, qualified) == .refused(signature))
  }
}

extension SubmissionResult {
  var serverFaultCode: ProblemCode? {
    if case .serverFault(let fault) = self { fault.code } else { nil }
  }
}
