import Testing

@testable import TimeReport

struct ShiftTimeTests {
  @Test(
    "a time is read with and without an offset",
    arguments: [
      ("2026-10-04T22:00:00+02:00", 1320, 120 as Int?), ("2026-10-04T22:00:00", 1320, nil),
      ("2026-10-04T22:00", 1320, nil), ("2026-10-04T00:00Z", 0, 0),
      ("2026-10-04T23:59:00.000-00:30", 1439, -30), ("2026-10-04t22:00z", 1320, 0),
      ("2026-10-04T22:00:00.00000000000000000000", 1320, nil),
    ]
  )
  func aTimeIsReadWithAndWithoutAnOffset(_ text: String, _ minute: Int, _ offset: Int?) throws {
    let time = try #require(ShiftTime(text))
    #expect(time.minuteOfDay == minute)
    #expect(time.offsetMinutes == offset)
    #expect(time.second == 0 && !time.hasFraction)
    #expect(ShiftTime(time.description) == time)
  }

  @Test("seconds and fractions are kept")
  func secondsAndFractionsAreKept() throws {
    #expect(try #require(ShiftTime("2026-10-04T22:00:07")).second == 7)
    #expect(try #require(ShiftTime("2026-10-04T22:00:00.001Z")).hasFraction)
    #expect(try #require(ShiftTime("2026-10-04T22:00:00.00000000001Z")).hasFraction)
    #expect(try #require(ShiftTime("2016-12-31T23:59:60Z")).second == 60)
  }

  @Test(
    "text in another form is not read as a time",
    arguments: [
      "2026-10-04", "2026-10-04T", "2026-10-04T22", "2026-10-04T24:00:00", "2026-10-04T22:60",
      "2026-10-04T22:00:60",
      "2026-10-04 22:00", "2026-10-04T22:00:00.", "2026-10-04T23:59:60", "2026-10-04T22:59:60Z",
      "2026-10-04T22:00+2",
      "2026-10-04T22:00+0200", "2026-10-04T22:00+24:00", "2026-10-04T22:00+02:60", "2026-10-04T22:00+02:00x",
      "2026-02-30T22:00", "2026-10-04T22:00Z+01:00", "", "kl 22",
    ]
  )
  func textInAnotherFormIsNotReadAsATime(_ text: String) { #expect(ShiftTime(text) == nil) }
}
