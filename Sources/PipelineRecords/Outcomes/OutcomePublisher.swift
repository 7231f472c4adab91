internal import Foundation
package import Kafka
package import Telemetry
package import TimeReport

/// Creates the outcome events of this adapter.
package struct OutcomePublisher: Sendable {
  package let topic: String
  /// The CloudEvents `source` of every outcome.
  package let source: String
  package let clock: AdapterClock
  package let newId: @Sendable () -> String

  package init(
    topic: String,
    source: String,
    clock: AdapterClock,
    newId: @escaping @Sendable () -> String = { UUID().uuidString.lowercased() }
  ) {
    self.topic = topic
    self.source = source
    self.clock = clock
    self.newId = newId
  }

  package func record(_ outcome: Outcome, reportId: ReportId?, origin: OutboxRecord.Origin) -> ProducerRecord
  {
    let event = OutcomeEvent(
      id: newId(),
      source: source,
      time: clock.now,
      reportId: reportId,
      causationId: origin.causationId,
      trace: origin.trace,
      outcome: outcome
    )
    return ProducerRecord(
      topic: topic,
      partition: nil,
      key: origin.requestKey,
      value: event.encoded(),
      headers: [RecordHeader(name: "content-type", value: Array(OutcomeEvent.contentType.utf8))]
    )
  }
}
