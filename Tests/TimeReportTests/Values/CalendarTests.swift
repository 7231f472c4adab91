import Testing

@testable import TimeReport

struct CalendarTests {
  @Test("every day of four centuries follows the day before")
  func everyDayOfFourCenturiesFollowsTheDayBefore() throws {
    let first = try #require(CalendarDate("1700-01-01"))
    var previous = first
    var wrong = 0
    for offset in 1...146_097 {
      let date = first.adding(days: offset)
      let isRight =
        date.daysSinceEpoch == first.daysSinceEpoch + offset && previous < date
        && CalendarDate(year: date.year, month: date.month, day: date.day) == date
        && CalendarDate(date.description) == date
      if !isRight { wrong += 1 }
      previous = date
    }
    #expect(wrong == 0)
    #expect(previous.description == "2100-01-01")
  }

  @Test(
    "text that is not an existing day is not read as a date",
    arguments: [
      "2026-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01",
      "2026-1-01",
      "2026-01-1", "2026-01-011", " 2026-01-01", "2026-01-01Z", "2026/01/01", "20260101", "", "２０２６-01-01",
      "-026-01-01",
    ]
  )
  func textThatIsNotAnExistingDayIsNotReadAsADate(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test(
    "the deadline is the 5th of the second month after",
    arguments: [
      ("2026-10", "2026-12-05"), ("2026-11", "2027-01-05"), ("2026-12", "2027-02-05"),
      ("2027-01", "2027-03-05"),
      ("9999-12", "10000-02-05"),
    ]
  )
  func theDeadlineIsThe5thOfTheSecondMonthAfter(_ month: String, _ deadline: String) throws {
    #expect(try Samples.month(month).deadline.description == deadline)
  }

  @Test(
    "a month has the right length",
    arguments: [
      ("2026-02", 28), ("2028-02", 29), ("2100-02", 28), ("2000-02", 29), ("2026-04", 30), ("2026-12", 31),
    ]
  )
  func aMonthHasTheRightLength(_ month: String, _ days: Int) throws {
    let month = try Samples.month(month)
    #expect(month.length == days)
    #expect(month.lastDay.adding(days: 1) == month.nextMonth.firstDay)
  }

  @Test(
    "text that is not a month is not read as a month",
    arguments: ["2026-00", "2026-13", "2026", "2026-1", "2026-10-01", "26-10", "", "2026-1o"]
  )
  func textThatIsNotAMonthIsNotReadAsAMonth(_ text: String) { #expect(CalendarMonth(text) == nil) }
}
