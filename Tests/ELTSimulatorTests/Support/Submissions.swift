import ELT
import SyntheticEvents
import Testing
import TestPKI
import TestSupport
import TimeReport

/// Valid submissions, each of a different report.
struct Submissions {
  let pki: ThrowawayPKI
  private var reports: ReportGenerator

  init(seed: UInt64 = 1, pki: ThrowawayPKI? = nil) throws {
    self.pki = try pki ?? SharedPKI.ours.get()
    reports = ReportGenerator(seed: seed, months: [try #require(CalendarMonth("2026-10"))])
  }

  mutating func next() throws -> SignedSubmission {
    let report = reports.report(
      .init(pattern: .days, employment: .employee, allowsCoordinationNumber: false)
    )
    let document = try Converter().convert(report).get()
    let date = try #require(CalendarDate("2026-11-02"))
    let assistant = try pki.person(personalIdentityNumber: document.assistantNumber)
    let provider = try pki.person(personalIdentityNumber: "197003032383")
    return SignedSubmission(
      document: document,
      assistant: try pki.sign(document: document, by: assistant, on: date),
      provider: try pki.sign(document: document, by: provider, on: date)
    )
  }

  mutating func envelope() throws -> [UInt8] { SubmissionEnvelope.encode(try next()) }
}
