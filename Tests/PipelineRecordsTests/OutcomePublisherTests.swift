import PipelineTestSupport
import Kafka
import TimeReport
import TestSupport
import Testing

@testable import PipelineRecords
@testable import Telemetry

@Suite struct OutcomePublisherTests {
  @Test("an outcome has the key, trace and causation id of its request") func outcomeRefersToItsRequest()
    throws
  {
    var clock = AdapterClock.system
    clock.wall = { 1_790_000_000_123 }
    let publisher = OutcomePublisher(
      topic: "elt.outcomes",
      source: "urn:elt-adapter:test",
      clock: clock,
      newId: { "new-id" }
    )
    let trace = TraceContext(traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
    let record = publisher.record(
      .failed(attempts: 3, problems: []),
      reportId: "report",
      origin: .init(causationId: "cause", trace: trace, requestKey: [1, 2])
    )

    #expect(record.topic == "elt.outcomes")
    #expect(record.key == [1, 2])
    #expect(record.headers == [RecordHeader("content-type", "application/cloudevents+json; charset=UTF-8")])
    let event = try #require(OutcomeEvent(decoding: record.value ?? []))
    #expect(
      event
        == OutcomeEvent(
          id: "new-id",
          source: "urn:elt-adapter:test",
          time: 1_790_000_000_123,
          reportId: "report",
          causationId: "cause",
          trace: trace,
          outcome: .failed(attempts: 3, problems: [])
        )
    )
  }
}
