import TimeReport
import Testing

@Suite struct SwedishTextTests {
  @Test(
    "every form of the same moment is read as this moment",
    arguments: ["2026-10-05", "2026-10-05T00:00", "2026-10-05T00:00:00+02:00", "2026-10-04T22:00Z"]
  )
  func everyFormOfTheSameMomentIsReadAsThisMoment(_ text: String) {
    #expect(SwedishTime.moment(text)?.text == "2026-10-04T22:00:00.000Z")
  }

  @Test("the skipped hour is refused and the repeated hour is its first occurrence")
  func theSkippedHourIsRefusedAndTheRepeatedHourIsItsFirstOccurrence() {
    #expect(SwedishTime.moment("2026-03-29T02:30") == nil, "the clock skips it")
    #expect(SwedishTime.moment("2026-10-25T02:30")?.text == "2026-10-25T00:30:00.000Z")
    #expect(
      SwedishTime.moment("2026-10-25T02:30").map { SwedishTime.text($0) } == "2026-10-25 02:30:00 +02:00"
    )
    #expect(
      SwedishTime.moment("2026-12-01T08:00").map { SwedishTime.text($0) } == "2026-12-01 08:00:00 +01:00"
    )
  }

  @Test(
    "text in another form is not read as a moment",
    arguments: ["", "yesterday", "2026-02-30", "2026-10-05T25:00", "2026-10-05 06:00"]
  )
  func textInAnotherFormIsNotReadAsAMoment(_ text: String) { #expect(SwedishTime.moment(text) == nil) }

  @Test("a moment outside the years 1970 to 9999 is clamped")
  func aMomentOutsideTheYears1970To9999IsClamped() {
    #expect(SwedishTime.text(Timestamp(clamping: .max)).hasPrefix("9999-12-31"))
    #expect(SwedishTime.text(.earliest) == "1970-01-01 01:00:00 +01:00")
  }
}
