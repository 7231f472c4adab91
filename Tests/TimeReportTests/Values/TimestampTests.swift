import Foundation
import Testing

@testable import TimeReport

struct TimestampTests {
  @Test(
    "a timestamp is written in UTC and read back",
    arguments: [
      (0 as Int64, "1970-01-01T00:00:00.000Z"), (1_793_612_345_678, "2026-11-02T09:39:05.678Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ]
  )
  func aTimestampIsWrittenInUTCAndReadBack(_ milliseconds: Int64, _ text: String) {
    #expect(Timestamp(milliseconds: milliseconds)?.text == text)
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(
    "text in another form is not read as a timestamp",
    arguments: [
      "", "2026-11-02T09:39:05Z", "2026-11-02T09:39:05.678+01:00", "2026-11-02T24:39:05.678Z",
      "2026-02-30T00:00:00.000Z", "1969-12-31T23:59:59.999Z",
    ]
  )
  func textInAnotherFormIsNotReadAsATimestamp(_ text: String) { #expect(Timestamp(text) == nil) }

  @Test("a moment outside the years 1970 to 9999 is not a timestamp and can be clamped")
  func aMomentOutsideTheYears1970To9999IsClamped() {
    for milliseconds in [-1, Int64.min, .max, 253_402_300_800_000] {
      #expect(Timestamp(milliseconds: milliseconds) == nil)
    }
    #expect(Timestamp(clamping: .min).milliseconds == 0)
    #expect(Timestamp(clamping: .max).text == "9999-12-31T23:59:59.999Z")
  }

  @Test("adding seconds never goes back or past the year 9999")
  func addingSecondsNeverGoesBackOrPastTheYear9999() {
    let start = Timestamp(clamping: 1000)
    #expect(start.adding(seconds: 1.5).milliseconds == 2500)
    #expect(start.adding(seconds: -1) == start)
    #expect(start.adding(seconds: .infinity) == Timestamp(clamping: .max))
  }

  @Test("adding a duration is exact to the millisecond and stays in the years 1970 to 9999")
  func addingADurationIsExact() {
    let start = Timestamp(clamping: 1_795_521_600_000)
    let day = Duration.seconds(86_400)
    #expect((start + day * 730).milliseconds == 1_795_521_600_000 + 730 * 86_400_000)
    #expect((start - day * 92 - .milliseconds(1)).milliseconds == 1_795_521_600_000 - 92 * 86_400_000 - 1)
    #expect(start + day - start == day)
    #expect(start + .microseconds(999) == start)
    #expect(start + .seconds(Int64.max) == Timestamp(clamping: .max))
    #expect(start - .seconds(Int64.max) == .earliest)
  }

  @Test("seconds outside the years 1970 to 9999 are clamped") func secondsAreClamped() {
    #expect(Timestamp(clampingSeconds: 1_795_521_600).seconds == 1_795_521_600)
    #expect(Timestamp(clampingSeconds: .max) == Timestamp(clamping: .max))
    #expect(Timestamp(clampingSeconds: .min) == .earliest)
  }

  @Test("a timestamp is encoded as its text")
  func aTimestampIsEncodedAsItsText() throws {
    let encoded = try JSONEncoder().encode([Timestamp(clamping: 0)])
    #expect(String(decoding: encoded, as: UTF8.self) == #"["1970-01-01T00:00:00.000Z"]"#)
  }
}
