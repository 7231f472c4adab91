import TimeReport
import Testing

@testable import Operations
@testable import PipelineRecords

@Suite struct OutboxForecastTests {
  private func report(_ month: String?) -> OutboxRecord {
    OutboxRecord(
      reportId: "r",
      request: .submit(envelope: [1], digest: "d"),
      origin: .init(causationId: "c", trace: TraceContext(), requestKey: nil),
      notices: [],
      month: month.flatMap { CalendarMonth($0) }
    )
  }

  private func decision(_ resolution: ResolveRequest.Resolution) -> OutboxRecord {
    OutboxRecord(
      reportId: "r",
      request: .resolve(resolution),
      origin: .init(causationId: "c", trace: TraceContext(), requestKey: nil),
      notices: []
    )
  }

  @Test("a month is in time if its last report is sent before midnight of its deadline")
  func monthIsInTimeUntilMidnight() throws {
    // The deadline for October is 5 December, which ends at 23:00 UTC.
    let midnight = try #require(SwedishTime.moment("2026-12-06"))
    for (seconds, inTime) in [(3, false), (4, true)] as [(Int64, Bool)] {
      var forecast = OutboxForecast(requestsPerSecond: 1, partitions: 1)
      forecast.take(report("2026-09"), partition: 0)
      forecast.take(report("2026-10"), partition: 0)
      forecast.take(report("2026-10"), partition: 0)
      let months = forecast.status(at: Moment(midnight - seconds * 1000))
      #expect(months.map(\.month) == ["2026-09", "2026-10"])
      #expect(months.map(\.queued) == [1, 2])
      #expect(months.map(\.deadline) == ["2026-11-05", "2026-12-05"])
      #expect(months.map(\.inTime) == [false, inTime])
    }
  }

  @Test("the partitions share the configured rate") func partitionsShareTheRate() {
    var forecast = OutboxForecast(requestsPerSecond: 2, partitions: 4)
    for _ in 0..<5 { forecast.take(report("2026-10"), partition: 0) }
    forecast.take(report("2026-10"), partition: 1)
    #expect(forecast.callCount == 6)
    #expect(forecast.seconds == 10)
  }

  @Test("only submissions and resends take time") func onlySubmissionsTakeTime() {
    var forecast = OutboxForecast(requestsPerSecond: 1, partitions: 1)
    forecast.take(decision(.abandon), partition: 0)
    forecast.take(decision(.accepted(txId: "t")), partition: 0)
    forecast.take(nil, partition: 0)
    #expect(forecast.callCount == 0)
    forecast.take(decision(.resend), partition: 0)
    forecast.take(report(nil), partition: 0)
    #expect(forecast.seconds == 2)
    #expect(forecast.reportsWithoutMonth == 1)
    #expect(forecast.status(at: Moment(0)).isEmpty)
  }
}
