import Kafka
import PipelineTestSupport
import TestSupport
import Testing
import TimeReport

@testable import Intake
@testable import PipelineRecords
@testable import Telemetry

/// Records that are not processed, and results that are too large for their topic.
@Suite struct RefusedRecordTests {
  private let place = TopicPartition(topic: "elt.requests", partition: 0)
  private let identity = EventIdentity(eventId: "event", reportId: "report")

  private func transaction(_ record: ConsumedRecord, _ result: IntakeResult) -> IntakeTransaction {
    let outcomes = OutcomePublisher(topic: "elt.outcomes", source: "urn:test", clock: .system)
    return IntakeTransaction([record], [result], topics: .standard, outcomes: outcomes)
  }

  private func request(key count: Int?) -> ConsumedRecord {
    ConsumedRecord(
      topic: place.topic,
      partition: place.partition,
      offset: 3,
      key: count.map { [UInt8](repeating: 65, count: $0) },
      value: [1],
      headers: [],
      timestamp: 0
    )
  }

  @Test("a key of 1 KiB is processed, a larger one is refused") func keySize() throws {
    #expect(IntakeResult(refusing: request(key: nil)) == nil)
    #expect(IntakeResult(refusing: request(key: 1024)) == nil)
    let record = request(key: 1025)
    let batch = transaction(record, try #require(IntakeResult(refusing: record)))
    let letter = try #require(batch.records.first)
    #expect(letter.key == nil && letter.value == nil)
    #expect(letter.headers.texts("elt-dead-letter-code") == ["event.key-too-large"])
    #expect(letter.headers.texts("elt-dead-letter-offset") == ["3"])
    #expect(batch.offsets == [place: 4])
  }

  @Test("a batch that cannot be read is set aside, and reading continues behind it") func unreadableBatch()
    throws
  {
    let record = ConsumedRecord(place, offset: 3, flaw: .unreadable(code: "_BAD_COMPRESSION", end: 20))
    let batch = transaction(record, try #require(IntakeResult(refusing: record)))
    #expect(batch.records.first?.headers.texts("elt-dead-letter-code") == ["event.batch-unreadable"])
    #expect(batch.offsets == [place: 20] && batch.firstOffsets == [place: 3])
  }

  @Test("a record that is too large to copy is set aside") func largeRecord() throws {
    let record = ConsumedRecord(place, offset: 3, flaw: .tooLarge(200_000_000))
    let batch = transaction(record, try #require(IntakeResult(refusing: record)))
    #expect(batch.records.first?.headers.texts("elt-dead-letter-code") == ["event.too-large"])
    #expect(batch.offsets == [place: 4])
  }

  @Test("a document or report that is too large for its topic becomes a rejection") func largeResult() throws
  {
    let month = CalendarDate(daysSinceEpoch: 20_700).calendarMonth
    let results: [IntakeResult] = [
      .outcome(identity, reportId: "report", .prepared(document: [1], digest: "d", toBeSigned: "t")),
      .submission(
        ReadySubmission(
          identity: identity,
          reportId: "report",
          envelope: [1],
          digest: "d",
          month: month,
          notices: []
        )
      ),
    ]
    for result in results {
      guard case .outcome(let kept, let reportId, let outcome) = result.reduced else {
        Issue.record("no outcome")
        continue
      }
      #expect(kept.eventId == "event" && reportId == "report")
      #expect(outcome.codes == [.eventResultTooLarge])
    }
  }

  @Test("a rejection with very many problems keeps the first ten") func manyProblems() {
    let problems = (0..<5000).map { Problem(.eventUnknownField, "Field \($0).") }
    let result = IntakeResult.outcome(
      identity,
      reportId: "report",
      .rejected(stage: .decode, problems: problems)
    )
    guard case .outcome(_, _, let outcome) = result.reduced else {
      Issue.record("no outcome")
      return
    }
    #expect(outcome.codes == Array(repeating: .eventUnknownField, count: 10) + [.eventResultTooLarge])
  }

  @Test("an unreadable request that is too large keeps its code") func largeDeadLetter() {
    guard case .setAside(let code) = IntakeResult.unreadable([Problem(.eventNotJSON, "")]).reduced else {
      Issue.record("not set aside")
      return
    }
    #expect(code == .eventNotJSON)
  }
}
