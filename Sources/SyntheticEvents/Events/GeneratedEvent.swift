package import TimeReport

/// A synthetic Kafka record with its expected outcome.
package struct GeneratedEvent: Sendable, Redacted {
  package var key: [UInt8]
  package var headers: [(name: String, value: [UInt8])]
  package var value: [UInt8]
  /// A short description without personal data.
  package var label: String
  package var expectation: Expectation
  /// The CloudEvents `id`, which its outcome carries as `data.causationId`; nil if the event has no readable id.
  package var eventId: String?
  /// nil if the event has no readable report id.
  package var reportId: ReportId?

  /// The expected outcome of an event.
  package enum Expectation: Sendable, Hashable {
    /// An outcome `prepared`.
    case prepared
    /// Sent, and an outcome `accepted`.
    case accepted
    /// An outcome `rejected` at this stage, with this code among its problems.
    case rejected(Stage, ProblemCode)
    /// No outcome, but a dead letter with this code.
    case deadLetter(ProblemCode)
  }

  package var rawEvent: RawEvent { RawEvent(headers: headers, value: value) }
}

/// A file of events has one event per line, in structured mode.
extension GeneratedEvent {
  /// Why the event cannot be written as a line; nil if it can.
  package var reasonAgainstLine: String? {
    let isStructured = headers.elementsEqual([EventDraft.structuredContentType]) {
      $0.name == "content-type" && String(decoding: $0.value, as: UTF8.self) == $1
    }
    return if !isStructured {
      "its fault or its id is in the headers of the record"
    } else if value.isEmpty {
      "it is empty"
    } else if value.contains(UInt8(ascii: "\n")) {
      "it contains a line break"
    } else if String(validating: value, as: UTF8.self) == nil {
      "it is not UTF-8"
    } else {
      nil
    }
  }
}
