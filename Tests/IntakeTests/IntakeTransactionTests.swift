@testable import Telemetry
import PipelineTestSupport
import Kafka
import TimeReport
import TestSupport
import Testing

@testable import Intake
@testable import PipelineRecords

@Suite struct IntakeTransactionTests {
  private static let month = CalendarDate(daysSinceEpoch: 20_700).calendarMonth
  private let outcomes = OutcomePublisher(topic: "elt.outcomes", source: "urn:test", clock: .system)

  private func batch(_ pairs: [(ConsumedRecord, IntakeResult)]) -> IntakeTransaction {
    IntakeTransaction(pairs.map(\.0), pairs.map(\.1), topics: .standard, outcomes: outcomes)
  }

  private func identity(_ id: String) -> EventIdentity { EventIdentity(eventId: id, reportId: "report") }

  private func submission(_ identity: EventIdentity, notices: [Problem] = []) -> ReadySubmission {
    ReadySubmission(
      identity: identity,
      reportId: "report",
      envelope: [1],
      digest: "d",
      month: Self.month,
      notices: notices
    )
  }

  @Test("each result is written to its topic in order") func eachResultIsWrittenToItsTopic() {
    let batch = batch([
      (
        .request("a", at: 10),
        .submission(submission(identity("1")))
      ),
      (.request("b", at: 11), .unreadable([Problem(.eventNotJSON, "No JSON.")])),
      (
        .request("c", at: 12),
        .outcome(identity("2"), reportId: "report", .rejected(stage: .decode, problems: []))
      ),
      (
        .request("d", at: 13),
        .resolution(identity("3"), ResolveRequest(reportId: "report", resolution: .abandon, reason: "r"))
      ),
    ])
    #expect(batch.records.map(\.topic) == ["elt.outbox", "elt.dead-letters", "elt.outcomes", "elt.outbox"])
    #expect(
      batch.records.map(\.key)
        == [ReportId.named("report").text, "key", "key", ReportId.named("report").text].map { Array($0.utf8) }
    )
    #expect(batch.receipts.map(\.offset) == [10, 11, 12, 13])
  }

  @Test("the transaction commits the offset after the last record of each partition")
  func offsetsFollowTheLastRecords() {
    let prepared = IntakeResult.unreadable([])
    let batch = batch([
      (.request("", partition: 0, at: 7), prepared), (.request("", partition: 1, at: 100), prepared),
      (.request("", partition: 0, at: 9), prepared), (.request("", partition: 1, at: 101), prepared),
    ])
    let partitions = [0, 1].map { TopicPartition(topic: "elt.requests", partition: $0) }
    #expect(batch.offsets == [partitions[0]: 10, partitions[1]: 102])
    #expect(batch.firstOffsets == [partitions[0]: 7, partitions[1]: 100])
  }

  @Test("the outbox record keeps the origin of its request") func outboxRecordKeepsItsRequest() throws {
    let trace = TraceContext(traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    let notice = Problem(.resolveAbandoned, "A notice.")
    let batch = batch([
      (
        .request("a", headers: [RecordHeader("elt-dead-letter-returns", "2")]),
        .submission(
          submission(EventIdentity(eventId: "cause", reportId: "report", trace: trace), notices: [notice])
        )
      )
    ])
    let record = try #require(batch.records.first.flatMap { OutboxRecord(ConsumedRecord($0)) })
    #expect(record.origin.causationId == "cause")
    #expect(record.origin.trace == trace)
    #expect(record.origin.requestKey == Array("key".utf8))
    #expect(record.notices == [notice])
    #expect(record.month == Self.month)
    #expect(record.returns == 2)
  }
}
