internal import Foundation
internal import Kafka

/// A record among the dead letters that says which of its partition were replayed.
///
/// It is committed in the same transaction as what it speaks of. It lies behind that in the same partition, so retention
/// never takes it first: what was replayed is not replayed again by accident, whichever filters a run has.
struct ReplayNote: Equatable {
  /// Which run of `replay` wrote it.
  let runId: String
  let offsets: OffsetRanges

  init(runId: String, offsets: OffsetRanges = OffsetRanges()) {
    (self.runId, self.offsets) = (runId, offsets)
  }

  func record(topic: String, partition: Int32) -> ProducerRecord {
    ProducerRecord(
      topic: topic,
      partition: partition,
      key: nil,
      value: Array(offsets.text.utf8),
      headers: [RecordHeader(name: DeadLetter.Header.replay, value: Array(runId.utf8))]
    )
  }

  /// - Returns: nil for a record that is no note.
  /// - Throws: `Unreadable`: to pass over a note would be to replay again what it speaks of.
  init?(_ record: ConsumedRecord) throws(Unreadable) {
    guard let header = record.headers.first(where: { $0.name == DeadLetter.Header.replay }) else {
      return nil
    }
    guard let text = String(validating: record.value ?? [], as: UTF8.self), let offsets = OffsetRanges(text)
    else { throw Unreadable(place: "\(record)") }
    self.init(runId: String(decoding: header.value, as: UTF8.self), offsets: offsets)
  }

  struct Unreadable: Error, CustomStringConvertible {
    let place: String

    var description: String {
      "The note of an earlier replay at \(place) cannot be read, so it is not known what was replayed. It may be of a newer "
        + "release. Nothing is replayed."
    }
  }
}
