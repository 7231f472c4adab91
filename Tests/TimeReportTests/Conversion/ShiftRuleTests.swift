import Testing

@testable import TimeReport

struct ShiftRuleTests {
  private func problems(_ month: String = "2026-10", shifts: [(String, String)]) throws -> Set<Found> {
    let report = try Samples.report {
      $0.calculationPeriods = []
      $0.reportingMonth = try Samples.month(month)
      $0.shifts = try shifts.map { try Samples.shift($0.0, $0.1) }
    }
    return found(Converter().convert(report))
  }

  @Test("a shift that ends at or before its start is refused")
  func aShiftThatEndsAtOrBeforeItsStartIsRefused() throws {
    #expect(
      try problems(shifts: [
        ("2026-10-05T08:00", "2026-10-05T08:00"), ("2026-10-06T08:00", "2026-10-06T07:00"),
        ("2026-10-07T08:00+02:00", "2026-10-07T08:00+03:00"),
      ]) == [
        Found(.shiftOrder, "/data/report/shifts/0/end"), Found(.shiftOrder, "/data/report/shifts/1/end"),
        Found(.shiftOrder, "/data/report/shifts/2/end"),
      ]
    )
  }

  @Test("seconds and fractions are refused")
  func secondsAndFractionsAreRefused() throws {
    #expect(
      try problems(shifts: [("2026-10-05T08:00:01", "2026-10-05T09:00:00.5Z")]) == [
        Found(.shiftNotWholeMinute, "/data/report/shifts/0/start"),
        Found(.shiftNotWholeMinute, "/data/report/shifts/0/end"),
      ]
    )
  }

  @Test("an overlap is reported for the later shift")
  func anOverlapIsReportedForTheLaterShift() throws {
    #expect(
      try problems(shifts: [
        ("2026-10-05T12:00", "2026-10-05T16:00"), ("2026-10-05T08:00", "2026-10-05T12:01"),
        ("2026-10-05T16:00", "2026-10-05T17:00"), ("2026-10-05T16:30", "2026-10-05T16:45"),
      ]) == [Found(.shiftOverlap, "/data/report/shifts/0"), Found(.shiftOverlap, "/data/report/shifts/3")]
    )
  }

  @Test("a long shift overlaps every shift inside it")
  func aLongShiftOverlapsEveryShiftInsideIt() throws {
    #expect(
      try problems(shifts: [
        ("2026-10-05T00:00", "2026-10-08T00:00"), ("2026-10-05T08:00", "2026-10-05T09:00"),
        ("2026-10-06T08:00", "2026-10-06T09:00"),
      ]) == [Found(.shiftOverlap, "/data/report/shifts/1"), Found(.shiftOverlap, "/data/report/shifts/2")]
    )
  }

  @Test("a shift outside the month is refused")
  func aShiftOutsideTheMonthIsRefused() throws {
    #expect(
      try problems(shifts: [
        ("2026-09-30T16:00", "2026-10-01T00:00"), ("2026-11-01T00:00", "2026-11-01T01:00"),
        // This is still October in UTC.
        ("2026-10-31T23:00Z", "2026-10-31T23:30Z"),
      ]) == [
        Found(.shiftOutsideMonth, "/data/report/shifts/0"),
        Found(.shiftOutsideMonth, "/data/report/shifts/1"),
        Found(.shiftOutsideMonth, "/data/report/shifts/2"),
      ]
    )
  }

  @Test("a shift of 31 days or more is refused")
  func aShiftOf31DaysOrMoreIsRefused() throws {
    #expect(
      try problems(shifts: [("2026-09-30T00:00", "2026-10-31T00:00")]) == [
        Found(.shiftTooLong, "/data/report/shifts/0/end")
      ]
    )
    #expect(try problems(shifts: [("2026-09-30T00:01", "2026-10-31T00:00")]).isEmpty)
  }

  @Test("a time in the skipped hour is refused")
  func aTimeInTheSkippedHourIsRefused() throws {
    #expect(
      try problems(
        "2026-03",
        shifts: [
          ("2026-03-29T02:00", "2026-03-29T04:00"), ("2026-03-28T22:00", "2026-03-29T02:59"),
        ]
      ) == [
        Found(.shiftNonexistentTime, "/data/report/shifts/0/start"),
        Found(.shiftNonexistentTime, "/data/report/shifts/1/end"),
      ]
    )
    #expect(try problems("2026-03", shifts: [("2026-03-28T22:00", "2026-03-29T02:00")]).isEmpty)
    #expect(try problems("2026-03", shifts: [("2026-03-29T03:00", "2026-03-29T04:00")]).isEmpty)
  }

  @Test("a shift that ends before its start only in clock time is refused")
  func aShiftThatEndsBeforeItsStartOnlyInClockTimeIsRefused() throws {
    #expect(
      try problems(shifts: [("2026-10-25T02:30+02:00", "2026-10-25T02:15+01:00")]) == [
        Found(.shiftRepeatedHour, "/data/report/shifts/0/end")
      ]
    )
  }

  @Test("shifts that overlap only in clock time are refused")
  func shiftsThatOverlapOnlyInClockTimeAreRefused() throws {
    #expect(
      try problems(shifts: [
        ("2026-10-25T00:00+02:00", "2026-10-25T02:45+02:00"),
        ("2026-10-25T02:15+01:00", "2026-10-25T06:00+01:00"),
      ]) == [Found(.shiftRepeatedHour, "/data/report/shifts/1")]
    )
    // Without offsets this is an ordinary overlap.
    #expect(
      try problems(shifts: [
        ("2026-10-25T00:00", "2026-10-25T02:45"), ("2026-10-25T02:15", "2026-10-25T06:00"),
      ]) == [Found(.shiftOverlap, "/data/report/shifts/1")]
    )
  }

  @Test("more than 2,000 shifts are refused")
  func moreThan2000ShiftsAreRefused() throws {
    let shift = try Samples.shift("2026-10-05T08:00", "2026-10-05T09:00")
    let report = try Samples.report { $0.shifts = Array(repeating: shift, count: 2001) }
    #expect(found(Converter().convert(report)) == [Found(.shiftTooMany, "/data/report/shifts")])
  }

  @Test("at most 100 problems are reported")
  func atMost100ProblemsAreReported() throws {
    let shift = try Samples.shift("2026-10-05T08:00", "2026-10-05T09:00")
    let report = try Samples.report { $0.shifts = Array(repeating: shift, count: 2000) }
    guard case .failure(let problems) = Converter().convert(report) else { Issue.record("converted"); return }
    #expect(problems.count == 100)
  }

  @Test("clipping and the repeated hour give notices")
  func clippingAndTheRepeatedHourGiveNotices() throws {
    let report = try Samples.report {
      $0.shifts = [
        try Samples.shift("2026-09-30T20:00", "2026-10-01T04:00"),
        try Samples.shift("2026-10-25T00:00+02:00", "2026-10-25T02:00+01:00"),
        try Samples.shift("2026-10-31T20:00", "2026-11-01T04:00"),
      ]
    }
    #expect(
      found(try Converter().convert(report).get().notices) == [
        Found(.noticeShiftClipped, "/data/report/shifts/0"),
        Found(.noticeRepeatedHour, "/data/report/shifts/1"),
        Found(.noticeShiftClipped, "/data/report/shifts/2"),
      ]
    )
  }
}
