internal import Adapter
internal import ELTSimulator
internal import Settings
internal import PipelineRecords
internal import Kafka
internal import SyntheticEvents
internal import TimeReport

/// Reads outcomes and dead letters and matches them to the reports.
struct DemoCollector: Sendable {
  private let topics: AdapterConfiguration.Topics
  private let outcomePartitions: Int
  private let byEventId: [String: Int]
  private let byPlace: [String: Int]
  private let cases: [DemoCase]

  init(
    cases: [DemoCase],
    places: [RecordPlace],
    topics: AdapterConfiguration.Topics,
    outcomePartitions: Int
  ) {
    self.cases = cases
    self.topics = topics
    self.outcomePartitions = outcomePartitions
    byEventId = Dictionary(
      cases.enumerated().compactMap { index, demoCase in demoCase.event.eventId.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first }
    )
    byPlace = Dictionary(
      places.enumerated().map { index, place in
        ("\(place.partition.topic)/\(place.partition.partition)/\(place.offset)", index)
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// How long to keep reading after every report has an outcome, to detect a second outcome.
  private static let repeatedOutcomeWait: Duration = .seconds(1)

  func collect(
    from kafka: KafkaConfiguration,
    since start: ContinuousClock.Instant,
    within limit: Duration,
    progress: @Sendable (Int) -> Void
  ) async throws -> [DemoResult] {
    let consumer = try KafkaConsumer(ConsumerConfiguration(kafka: kafka, groupId: "demo.outcomes"))
    var offsets = [TopicPartition(topic: topics.deadLetters, partition: 0): Int64(0)]
    for partition in 0..<outcomePartitions {
      offsets[TopicPartition(topic: topics.outcomes, partition: Int32(partition))] = 0
    }
    try await consumer.assign(offsets)
    var results = cases.map { DemoResult(demoCase: $0) }
    var end = start + limit
    while ContinuousClock.now < end {
      for record in try await consumer.poll(timeout: .milliseconds(200)) {
        guard let (index, ending) = read(record, after: ContinuousClock.now - start) else { continue }
        results[index].ends.append(ending)
      }
      let ended = results.count { !$0.ends.isEmpty }
      progress(ended)
      if ended == results.count { end = min(end, ContinuousClock.now + Self.repeatedOutcomeWait) }
    }
    await consumer.close()
    return results
  }

  private func read(_ record: ConsumedRecord, after: Duration) -> (Int, DemoResult.End)? {
    record.topic == topics.deadLetters ? deadLetter(record, after: after) : outcome(record, after: after)
  }

  private func deadLetter(_ record: ConsumedRecord, after: Duration) -> (Int, DemoResult.End)? {
    func header(_ name: String) -> String {
      record.headers.last { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) } ?? ""
    }
    let place = [DeadLetter.Header.topic, DeadLetter.Header.partition, DeadLetter.Header.offset].map(header)
    guard let index = byPlace[place.joined(separator: "/")] else { return nil }
    let code = header(DeadLetter.Header.code)
    let isExpected = ProblemCode(rawValue: code).map { cases[index].expected == .deadLetter($0) } ?? false
    return (index, .init(name: "dead letter", detail: code, after: after, isExpected: isExpected))
  }

  private func outcome(_ record: ConsumedRecord, after: Duration) -> (Int, DemoResult.End)? {
    guard let event = record.value.flatMap(OutcomeEvent.init(decoding:)),
      let index = byEventId[event.causationId]
    else { return nil }
    let codes: [ProblemCode]
    let detail: String
    switch event.outcome {
    case .rejected(_, let problems, _), .failed(_, let problems, _):
      codes = problems.map(\.code)
      detail = Set(codes.map(\.rawValue)).sorted().joined(separator: ", ")
    case .accepted(let txId, _, _, _, _, _): (codes, detail) = ([], txId.text)
    case .prepared(_, let digest, _, _): (codes, detail) = ([], "digest \(digest.text.prefix(12))…")
    case .inDoubt: (codes, detail) = ([], "awaits a decision")
    }
    var isExpected = false
    if case .outcome(let type, let code) = cases[index].expected {
      isExpected = type == event.outcome.type && (code.map(codes.contains) ?? true)
    }
    return (
      index, .init(name: event.outcome.type.shortName, detail: detail, after: after, isExpected: isExpected)
    )
  }
}

extension OutcomeType {
  var shortName: String {
    switch self {
    case .prepared: "prepared"
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .inDoubt: "in doubt"
    case .failed: "failed"
    }
  }
}
