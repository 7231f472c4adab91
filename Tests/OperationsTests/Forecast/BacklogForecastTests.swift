import PipelineTestSupport
import Testing
import TimeReport

@testable import Operations

/// Forecasts whether the backlog is empty before the deadline.
struct BacklogForecastTests {
  private func at(_ text: String) throws -> Int64 { try #require(Timestamp.milliseconds(text)) }

  /// Swedish time is UTC+1 in winter and UTC+2 in summer.
  @Test(
    "the next deadline ends at midnight Swedish time",
    arguments: [
      ("2026-11-24T12:00:00.000Z", "2026-12-05", "2026-12-05T23:00:00.000Z"),
      ("2026-12-05T22:59:59.000Z", "2026-12-05", "2026-12-05T23:00:00.000Z"),
      ("2026-12-05T23:00:00.000Z", "2027-01-05", "2027-01-05T23:00:00.000Z"),
      ("2026-06-30T12:00:00.000Z", "2026-07-05", "2026-07-05T22:00:00.000Z"),
      ("2026-04-01T00:00:00.000Z", "2026-04-05", "2026-04-05T22:00:00.000Z"),
    ]
  ) func nextDeadline(_ now: String, _ day: String, _ end: String) throws {
    let forecast = BacklogForecast(backlog: 1, secondsToEmpty: 1, at: try at(now))
    #expect("\(forecast.deadline)" == day)
    #expect(Timestamp.text(forecast.deadlineEndsAt) == end)
  }

  @Test("the deadline is at risk if the backlog takes longer") func atRiskIfTheBacklogOutlastsTheDeadline()
    throws
  {
    let now = try at("2026-12-05T22:00:00.000Z")
    #expect(!BacklogForecast(backlog: 3599, secondsToEmpty: 3599, at: now).isAtRisk)
    #expect(BacklogForecast(backlog: 3600, secondsToEmpty: 3600, at: now).isAtRisk)
    #expect(!BacklogForecast(backlog: 0, secondsToEmpty: 0, at: now).isAtRisk)
  }

  @Test("an infinite backlog is at risk") func infiniteBacklogIsAtRisk() throws {
    #expect(
      BacklogForecast(backlog: .max, secondsToEmpty: .infinity, at: try at("2026-12-05T22:00:00.000Z"))
        .isAtRisk
    )
  }
}
