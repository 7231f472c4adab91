import Testing
@testable import TimeReport

struct CalendarTests {
  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
    let first = try #require(CalendarDate("1700-01-01"))
    var previous = first
    for offset in 1...146_097 {
      let date = first.adding(days: offset)
      #expect(date.daysSinceEpoch == first.daysSinceEpoch + offset)
      #expect(previous < date)
      #expect(CalendarDate(year: date.year, month: date.month, day: date.day) == date)
      previous = date
    }
    #expect(previous.description == "2100-01-01")
  }
}
