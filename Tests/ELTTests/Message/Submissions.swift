import TestSupport
import Testing
import TimeReport

@testable import ELT

/// A made-up submission without a real document or signature.
enum Submissions {
  static let document = Array("<Tidredovisning>\u{E5}\u{E4}\u{F6} &amp; \r\n</Tidredovisning>\n".utf8)

  static func signed() throws -> SignedSubmission {
    SignedSubmission(
      document: Tidredovisning(
        bytes: document,
        reportId: "4a8db4b8-bc29-4406-901c-3f69298cabe3",
        month: try #require(CalendarMonth("2026-10")),
        assistantNumber: "198002022393",
        organisationNumber: OrganisationNumber("5560000001"),
        digest: "0"
      ),
      assistant: ReportSignature(
        signature: Array("<Signature>assistant</Signature>".utf8),
        ocspResponse: [0x30, 0x03, 0x0A, 0x01, 0x00],
        signedOn: try #require(CalendarDate("2026-11-02"))
      ),
      provider: ReportSignature(
        signature: Array("<Signature>provider</Signature>".utf8),
        ocspResponse: [],
        signedOn: try #require(CalendarDate("2026-11-03"))
      )
    )
  }

  /// The message with a piece of it replaced; fails the test if the piece is missing.
  static func message(replacing piece: String, with other: String) throws -> [UInt8] {
    let text = String(decoding: SubmissionEnvelope.encode(try signed()), as: UTF8.self)
    #expect(text.contains(piece))
    return Array(text.replacing(piece, with: other).utf8)
  }
}
