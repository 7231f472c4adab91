internal import Kafka
internal import TimeReport

/// What a batch of requests leads to, as one transaction.
struct PreparedBatch: Sendable {
  let records: [ProducerRecord]
  /// Where each partition goes on when the transaction is through.
  let offsets: [TopicPartition: Int64]
  /// Where each partition goes back to when it is aborted.
  let firstOffsets: [TopicPartition: Int64]
  let results: [PrepareResult]

  init(
    _ requests: [ConsumedRecord],
    _ prepared: [PreparePipeline.Prepared],
    topics: AdapterConfiguration.Topics,
    outcomes: OutcomePublisher
  ) {
    var records: [ProducerRecord] = []
    var results: [PrepareResult] = []
    for (request, prepared) in zip(requests, prepared) {
      func origin(_ identity: EventIdentity) -> OutboxRecord.Origin {
        .init(causationId: identity.eventId ?? "", trace: identity.trace, requestKey: request.key)
      }
      switch prepared {
      case .submission(let identity, let reportId, let envelope, let digest, let month, let notices):
        let outbox = OutboxRecord(
          reportId: reportId,
          request: .submit(envelope: envelope, digest: digest),
          origin: origin(identity),
          notices: notices,
          month: month,
          returns: DeadLetter.returns(in: request.headers)
        )
        records.append(outbox.producerRecord(topic: topics.outbox))
        results.append(PrepareResult(request, identity, reportId: reportId, .submission))
      case .resolution(let identity, let resolve):
        let outbox = OutboxRecord(
          reportId: resolve.reportId,
          request: .resolve(resolve.resolution),
          origin: origin(identity),
          notices: []
        )
        records.append(outbox.producerRecord(topic: topics.outbox))
        results.append(PrepareResult(request, identity, reportId: resolve.reportId, .resolution))
      case .outcome(let identity, let reportId, let outcome):
        records.append(outcomes.record(outcome, reportId: reportId, origin: origin(identity)))
        results.append(
          PrepareResult(request, identity, reportId: reportId, .outcome(outcome.type, outcome.codes))
        )
      case .unreadable(let problems):
        let code = problems.first?.code ?? .eventNotJSON
        records.append(DeadLetter.record(request, code: code, topic: topics.deadLetters))
        results.append(PrepareResult(request, nil, reportId: nil, .deadLetter(code)))
      }
    }
    self.records = records
    self.results = results
    offsets = Dictionary(requests.map { ($0.topicPartition, $0.offset + 1) }, uniquingKeysWith: max)
    firstOffsets = requests.firstOffsets
  }

  /// Requests that lead to records larger than the broker takes: of each only its place becomes a dead letter.
  init(tooLarge requests: [ConsumedRecord], topics: AdapterConfiguration.Topics) {
    records = requests.map { DeadLetter.place(of: $0, code: .eventTooLarge, topic: topics.deadLetters) }
    results = requests.map { PrepareResult($0, nil, reportId: nil, .deadLetter(.eventTooLarge)) }
    offsets = Dictionary(requests.map { ($0.topicPartition, $0.offset + 1) }, uniquingKeysWith: max)
    firstOffsets = requests.firstOffsets
  }
}

extension Sequence<ConsumedRecord> {
  /// The first offset in each partition.
  var firstOffsets: [TopicPartition: Int64] {
    Dictionary(map { ($0.topicPartition, $0.offset) }, uniquingKeysWith: Swift.min)
  }
}

/// What to say of a prepared request in logs and metrics: ids and codes, nothing else.
struct PrepareResult: Sendable {
  let topic: String
  let partition: Int32
  let offset: Int64
  let type: String?
  let reportId: String?
  let kind: Kind

  enum Kind: Sendable {
    case submission, resolution
    case outcome(OutcomeType, [ProblemCode])
    case deadLetter(ProblemCode)
  }

  fileprivate init(_ request: ConsumedRecord, _ identity: EventIdentity?, reportId: String?, _ kind: Kind) {
    topic = request.topic
    partition = request.partition
    offset = request.offset
    type = identity?.type
    self.reportId = reportId
    self.kind = kind
  }
}

extension Outcome {
  /// The codes of its problems.
  var codes: [ProblemCode] {
    switch self {
    case .rejected(_, let problems), .failed(_, let problems): problems.map(\.code)
    case .prepared, .accepted, .inDoubt: []
    }
  }
}
