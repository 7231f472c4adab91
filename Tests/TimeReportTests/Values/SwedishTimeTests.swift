import Foundation
import Testing

@testable import TimeReport

struct SwedishTimeTests {
  /// The machine's time zone data has the same rule and serves as the reference.
  @Test("Swedish time agrees with the time zone database from 1996")
  func swedishTimeAgreesWithTheTimeZoneDatabaseFrom1996() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Stockholm"))
    let start = try Samples.date("1996-01-01").daysSinceEpoch * 86_400
    let end = try Samples.date("2038-01-01").daysSinceEpoch * 86_400
    var wrong = 0
    for instant in stride(from: start, to: end, by: 1800) {
      let local = instant + zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
      let clock = SwedishTime.clock(at: instant)
      if clock.date.daysSinceEpoch != local / 86_400 || clock.minuteOfDay != local % 86_400 / 60 {
        wrong += 1
      }
    }
    #expect(wrong == 0)
  }

  @Test(
    "summer time changes at 01:00 UTC",
    arguments: [
      (1_774_745_999, "2026-03-29", 119), (1_774_746_000, "2026-03-29", 180),
      (1_792_889_999, "2026-10-25", 179),
      (1_792_890_000, "2026-10-25", 120), (-1, "1970-01-01", 59),
    ]
  )
  func summerTimeChangesAtOneInTheMorningUTC(_ instant: Int, _ date: String, _ minute: Int) {
    let clock = SwedishTime.clock(at: instant)
    #expect(clock.date.description == date)
    #expect(clock.minuteOfDay == minute)
    #expect(SwedishTime.date(at: instant).description == date)
  }
}
