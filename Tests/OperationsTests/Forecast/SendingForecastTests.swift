import PipelineTestSupport
import Telemetry
import TestSupport
import Testing
import TimeReport

@testable import Operations
@testable import PipelineRecords

/// Forecasts when the queued calls are made and whether the reports are then in time.
@Suite struct SendingForecastTests {
  private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

  private func queue(_ months: String?..., secondsPerCall: Double = 1) -> SendingQueue {
    var queue = SendingQueue(secondsPerCall: secondsPerCall)
    for month in months { queue.addReport(month: month) }
    return queue
  }

  private func unread(_ count: Int, secondsPerCall: Double = 1) -> SendingQueue {
    var queue = SendingQueue(secondsPerCall: secondsPerCall)
    queue.addReports(count)
    return queue
  }

  private func record(_ request: OutboxRecord.Request, month: CalendarMonth? = nil) -> OutboxRecord {
    OutboxRecord(
      reportId: "r",
      request: request,
      origin: .init(causationId: "c", trace: TraceContext(), requestKey: nil),
      notices: [],
      month: month
    )
  }

  /// Swedish time is UTC+1 in winter and UTC+2 in summer.
  @Test(
    "the next deadline ends at midnight Swedish time",
    arguments: [
      ("2026-11-24T12:00:00.000Z", "2026-12-05", "2026-12-05T23:00:00.000Z"),
      ("2026-12-05T22:59:59.000Z", "2026-12-05", "2026-12-05T23:00:00.000Z"),
      ("2026-12-05T23:00:00.000Z", "2027-01-05", "2027-01-05T23:00:00.000Z"),
      ("2026-06-30T12:00:00.000Z", "2026-07-05", "2026-07-05T22:00:00.000Z"),
      ("2026-04-01T00:00:00.000Z", "2026-04-05", "2026-04-05T22:00:00.000Z"),
      ("9999-12-31T23:59:59.999Z", "10000-01-05", "9999-12-31T23:59:59.999Z"),
    ]
  ) func nextDeadline(_ now: String, _ day: String, _ end: String) throws {
    let forecast = SendingForecast([unread(1)], at: try time(now))
    #expect("\(forecast.deadline.date)" == day)
    #expect(forecast.deadline.endsAt.text == end)
  }

  @Test("a month is in time if its last report is sent before midnight of its deadline")
  func monthIsInTimeUntilMidnight() throws {
    // The deadline for October is 5 December, which ends at 23:00 UTC.
    let midnight = try #require(SwedishTime.moment("2026-12-06"))
    for (seconds, inTime) in [(3, false), (4, true)] {
      let forecast = SendingForecast(
        [queue("2026-09", "2026-10", "2026-10")],
        at: midnight - .seconds(seconds)
      )
      #expect(forecast.months.map { "\($0.month)" } == ["2026-09", "2026-10"])
      #expect(forecast.months.map(\.queued) == [1, 2])
      #expect(forecast.months.map { "\($0.deadline)" } == ["2026-11-05", "2026-12-05"])
      #expect(forecast.months.map(\.inTime) == [false, inTime])
      #expect(forecast.isAtRisk == !inTime)
    }
  }

  @Test("reports of unknown months are at risk if they are sent after the next deadline")
  func unknownMonthsAreDueNext() throws {
    let now = try time("2026-12-05T22:00:00.000Z")
    #expect(!SendingForecast([unread(3599)], at: now).isAtRisk)
    #expect(SendingForecast([unread(3600)], at: now).isAtRisk)
    #expect(!SendingForecast([unread(0)], at: now).isAtRisk)
    #expect(!SendingForecast([], at: now).isAtRisk)
  }

  @Test("reports that are already late are at risk if they are sent after the next deadline")
  func lateReportsAreDueNext() throws {
    let late = queue("2026-08", secondsPerCall: 3600)
    let before = SendingForecast([late], at: try time("2026-12-05T21:59:59.000Z"))
    #expect(!before.isAtRisk && before.months.map(\.inTime) == [false])
    #expect(SendingForecast([late], at: try time("2026-12-05T22:00:00.000Z")).isAtRisk)
  }

  @Test("reports with a later deadline are not at risk because of the next one")
  func laterDeadlineIsNotAtRisk() throws {
    let now = try time("2026-12-05T22:00:00.000Z")
    let november = queue("2026-11", secondsPerCall: 7200)
    #expect(!SendingForecast([november], at: now).isAtRisk)
    #expect(SendingForecast([november, unread(1, secondsPerCall: 7200)], at: now).isAtRisk)
  }

  @Test("each partition sends its own queue, and the longest decides") func partitionsAreIndependent() throws
  {
    let now = try time("2026-11-24T12:00:00.000Z")
    let forecast = SendingForecast(
      [
        queue("2026-10", "2026-10", "2026-10", "2026-10", "2026-10", secondsPerCall: 2),
        queue("2026-10", nil, secondsPerCall: 2),
      ],
      at: now
    )
    #expect(forecast.calls == 7)
    #expect(forecast.seconds == 10)
    #expect(forecast.emptyAt == now + .seconds(10))
    #expect(forecast.months.map(\.queued) == [6])
    #expect(forecast.months.map(\.lastGoesOut) == [now + .seconds(10)])
    #expect(forecast.reportsWithoutMonth == 1)
  }

  @Test("only submissions and resends take a call") func onlySubmissionsTakeTime() throws {
    var queue = SendingQueue(secondsPerCall: 1)
    queue.add(record(.resolve(.abandon)))
    queue.add(record(.resolve(.accepted(txId: "t"))))
    queue.add(nil)
    #expect(queue.calls == 0)
    queue.add(record(.resolve(.resend)))
    queue.add(record(.submit(envelope: [1], digest: "d")))
    queue.add(record(.submit(envelope: [1], digest: "d"), month: CalendarMonth("2026-10")))
    let forecast = SendingForecast([queue], at: try time("2026-12-05T22:59:58.000Z"))
    #expect(forecast.seconds == 3)
    #expect(forecast.reportsWithoutMonth == 1)
    #expect(forecast.months.map(\.queued) == [1])
    #expect(forecast.isAtRisk)
  }

  @Test("an endless backlog is at risk and does not overflow") func endlessBacklogIsAtRisk() throws {
    let now = try time("2026-12-05T22:00:00.000Z")
    let forecast = SendingForecast([unread(.max, secondsPerCall: .greatestFiniteMagnitude)], at: now)
    #expect(forecast.isAtRisk)
    #expect(forecast.emptyAt == Timestamp(clamping: .max))
  }
}
