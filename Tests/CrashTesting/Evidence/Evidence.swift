internal import Settings
internal import PipelineRecords
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import TimeReport

/// The evidence of a completed round: what was published, what the agency received, and what the ledger and the topics
/// contain.
struct Evidence: Sendable {
  let inDoubt: InDoubtPolicy
  let requests: [Request]
  /// In the order of each partition and therefore of each report.
  let outcomes: [OutcomeEvent]
  /// Codes by the position of the request.
  let deadLetters: [RecordPlace: [String]]
  /// Every committed entry, in order. The test broker does not compact.
  let ledger: [LedgerRecord]
  /// In order of arrival.
  let calls: [ReceivedCall]
  let deaths: [Death]

  struct LedgerRecord: Sendable {
    let reportId: ReportId
    let entry: LedgerEntry
    /// When its producer wrote it.
    let at: Timestamp
  }

  static let outcomePartitions = World.requestPartitions
  static let deadLetterPartitions = 1
}

extension Evidence {
  /// Reads the topics of a world.
  static func gather(_ world: World, requests: [Request], deaths: [Death]) async throws -> Evidence {
    let topics = world.configuration.topics
    let reader = TopicReader(bootstrapServers: world.configuration.kafka.bootstrapServers)
    let outcomes = try await reader.records(of: topics.outcomes, partitions: outcomePartitions)
    let letters = try await reader.records(of: topics.deadLetters, partitions: deadLetterPartitions)
    let ledger = try await reader.records(of: topics.ledger, partitions: 1)
    return Evidence(
      inDoubt: world.configuration.inDoubt,
      requests: requests,
      outcomes: outcomes.compactMap { $0.value.flatMap(OutcomeEvent.init(decoding:)) },
      deadLetters: Dictionary(grouping: letters.filter { $0.deadLetterPlace != nil }) { $0.deadLetterPlace }
        .reduce(into: [:]) { result, pair in
          if let place = pair.key { result[place] = pair.value.map { $0.header(DeadLetter.Header.code) } }
        },
      ledger: ledger.compactMap { record in
        guard let reportId = record.key.flatMap({ ReportId(utf8: $0[...]) }), let value = record.value,
          let entry = try? JSONDecoder().decode(LedgerEntry.self, from: Data(value))
        else { return nil }
        return LedgerRecord(
          reportId: reportId,
          entry: entry,
          at: record.time
        )
      },
      calls: world.simulator.received.sorted { $0.number < $1.number },
      deaths: deaths
    )
  }
}

extension ConsumedRecord {
  /// The position of the request of a dead letter.
  var deadLetterPlace: RecordPlace? {
    guard let partition = Int32(header(DeadLetter.Header.partition)),
      let offset = Int64(header(DeadLetter.Header.offset))
    else { return nil }
    let topic = header(DeadLetter.Header.topic)
    return RecordPlace(partition: TopicPartition(topic: topic, partition: partition), offset: offset)
  }

  func header(_ name: String) -> String {
    headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) } ?? ""
  }
}
