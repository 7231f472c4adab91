import Testing

@testable import TimeReport

struct SignatureDateTests {
  @Test(
    "a signature dated before the month or after today is refused",
    arguments: [
      ("2026-09-30", ProblemCode.signatureDateBeforeMonth as ProblemCode?), ("2026-10-01", nil),
      ("2026-11-23", nil),
      ("2026-11-24", .signatureDateInFuture),
    ]
  )
  func aSignatureDatedBeforeTheMonthOrAfterTodayIsRefused(_ date: String, _ code: ProblemCode?) throws {
    let month = try Samples.month("2026-10")
    let today = try Samples.date("2026-11-23")
    let signedOn = try Samples.date(date)
    #expect(
      found(SignatureDateRule.check(assistant: signedOn, provider: nil, month: month, today: today))
        == Set([code].compactMap { $0 }.map { Found($0, "/data/signatures/assistant/signedOn") })
    )
    #expect(
      found(SignatureDateRule.check(assistant: today, provider: signedOn, month: month, today: today))
        == Set([code].compactMap { $0 }.map { Found($0, "/data/signatures/provider/signedOn") })
    )
  }

  @Test(
    "a late report gives a notice",
    arguments: [("2026-12-05", false), ("2026-12-06", true), ("2027-06-01", true), ("2026-10-01", false)]
  )
  func aLateReportGivesANotice(_ today: String, _ isLate: Bool) throws {
    let notice = DeadlineNotice.notice(month: try Samples.month("2026-10"), today: try Samples.date(today))
    #expect(notice?.code == (isLate ? .noticePastDeadline : nil))
  }
}
