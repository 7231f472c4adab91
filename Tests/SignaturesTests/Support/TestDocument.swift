import Signatures
import TestSupport
import Testing
import TimeReport
import XML
import PKI

enum TestDocument {
  static let reportId: ReportId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"

  static let report = Tidredovisning(
    bytes: Array("<a/>".utf8),
    reportId: reportId,
    month: CalendarDate(daysSinceEpoch: 20_730).calendarMonth,
    assistantNumber: TestSigners.assistantNumber,
    organisationNumber: OrganisationNumber("5599990008"),
    digest: Digest(of: Array("<a></a>".utf8))
  )
}

/// The verdict on a signature over the test document.
func problems(
  with signature: [UInt8],
  role: SignatureRole = .assistant,
  policy: SignaturePolicy = SignaturePolicy()
) -> [Problem] {
  let submitted = ReportSignature(
    signature: signature,
    ocspResponse: [],
    signedOn: CalendarDate(daysSinceEpoch: 20_760)
  )
  return SignatureVerifier(policy: policy)
    .verify(
      submitted,
      role: role,
      of: TestDocument.report,
      now: 1_795_000_000,
      at: "/data/signatures/\(role.rawValue)"
    )
}

func codes(
  with signature: [UInt8],
  role: SignatureRole = .assistant,
  policy: SignaturePolicy = SignaturePolicy()
) -> [ProblemCode] {
  problems(with: signature, role: role, policy: policy).map(\.code)
}

/// The assistant's valid signature over the test document, with one piece of text replaced.
func goodSignature(replacing old: String = "", with new: String = "") throws -> [UInt8] {
  let signers = try TestSigners.shared.get()
  let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.assistant)
  guard !old.isEmpty else { return signature }
  let text = String(decoding: signature, as: UTF8.self)
  let place = try #require(text.firstRange(of: old))
  return Array(text.replacingCharacters(in: place, with: new).utf8)
}

extension String {
  func replacingCharacters(in place: Range<Index>, with new: String) -> String {
    self[..<place.lowerBound] + new + self[place.upperBound...]
  }
}
