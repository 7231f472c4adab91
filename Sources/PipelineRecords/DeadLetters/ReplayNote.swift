internal import Foundation
package import Kafka

/// A record on the dead-letter topic that lists the offsets of its partition that were replayed.
///
/// It is committed in the same transaction as the replayed records. It follows the dead letters in the same partition, so
/// retention never deletes it first and no dead letter is replayed twice by accident, even with other filters.
package struct ReplayNote: Equatable {
  /// The run of `replay` that wrote it.
  package let runId: String
  package let offsets: RangeSet<Int64>

  package init(runId: String, offsets: RangeSet<Int64> = RangeSet()) {
    (self.runId, self.offsets) = (runId, offsets)
  }

  package func record(topic: String, partition: Int32) -> ProducerRecord {
    ProducerRecord(
      topic: topic,
      partition: partition,
      key: nil,
      value: Array(offsets.text.utf8),
      headers: [RecordHeader(name: DeadLetter.Header.replay, value: Array(runId.utf8))]
    )
  }

  /// Nil if the record is not a note.
  ///
  /// - Throws: `Unreadable`. Skipping such a note would replay its dead letters again.
  package init?(_ record: ConsumedRecord) throws(Unreadable) {
    guard let header = record.headers.first(where: { $0.name == DeadLetter.Header.replay }) else {
      return nil
    }
    guard let text = String(validating: record.value ?? [], as: UTF8.self), let offsets = RangeSet(text: text)
    else { throw Unreadable(place: "\(record)") }
    self.init(runId: String(decoding: header.value, as: UTF8.self), offsets: offsets)
  }

  package struct Unreadable: Error, CustomStringConvertible {
    let place: String

    package var description: String {
      "The note of an earlier replay at \(place) cannot be read; a newer release may have written it. Nothing was replayed."
    }
  }
}
