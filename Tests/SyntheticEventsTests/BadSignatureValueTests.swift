import Signatures
import SyntheticEvents
import Testing
import TestPKI
import TestSupport
import TimeReport
import XML
import PKI

/// A bad signature whose fault is elsewhere has a valid signature value, so a check of the value alone would accept it.
@Suite struct BadSignatureValueTests {
  private let today: CalendarDate
  private var generator: EventGenerator

  init() throws {
    today = try #require(CalendarDate("2026-11-23"))
    generator = EventGenerator(seed: 4, today: today, pki: try SharedPKI.ours.get())
  }

  private mutating func event(_ label: String) throws -> GeneratedEvent {
    try generator.bad(try #require(BadEvent.catalogue.first { $0.label == label }))
  }

  @Test(
    "a bad signature with another fault still has a valid signature value",
    arguments: [
      "signature inside another element", "signed content replaced by forged content",
      "signature that contains another signature", "signature with a foreign Object",
      "signature with a third reference",
      "identification instead of a signature",
    ]
  )
  mutating func signatureValueIsValid(label: String) throws {
    guard case .event(let event) = EventDecoder().decode(try event(label).rawEvent),
      case .submit(let submit) = event.request, case .report(let report) = submit.content
    else {
      Issue.record("\(label) is a signed report")
      return
    }
    let root = try ParsedXML(try #require(submit.assistantSignature).signature).root
    let signature =
      root.isNamed("Signature", in: XMLSignature.namespace) ? root : try #require(root.children.first)
    let person = try SharedPKI.ours.get().person(personalIdentityNumber: report.assistant.number.digits)
    let key = try #require(Certificate(der: person.chain[0].der)?.publicKey)
    #expect(XMLSignature.verify(signature, key: key) == .valid)
  }

  @Test(
    "a SHA-1 signature passes if the policy accepts SHA-1",
    arguments: ["signature with SHA-1", "signature over SHA-1 digests"]
  )
  mutating func onlySHA1IsWrong(label: String) throws {
    let policy = SignaturePolicy(acceptsSHA1: true)
    #expect(Pipeline.result(try event(label), today: today, policy: policy) == .readyToSend)
  }
}
