internal import Kafka
internal import PipelineRecords
internal import TimeReport

/// The records and offsets of a batch of requests, committed in one transaction.
struct IntakeTransaction: Sendable {
  let records: [ProducerRecord]
  /// The next offset of each partition after the commit.
  let offsets: [TopicPartition: Int64]
  /// The offset of each partition to read again from after an abort.
  let firstOffsets: [TopicPartition: Int64]
  let receipts: [IntakeReceipt]

  init(
    _ requests: [ConsumedRecord],
    _ results: [IntakeResult],
    topics: TopicNames,
    outcomes: OutcomePublisher
  ) {
    var records: [ProducerRecord] = []
    var receipts: [IntakeReceipt] = []
    for (request, result) in zip(requests, results) {
      func origin(_ identity: EventIdentity) -> OutboxRecord.Origin {
        .init(causationId: identity.eventId ?? "", trace: identity.trace, requestKey: request.key)
      }
      switch result {
      case .submission(let submission):
        let outbox = OutboxRecord(
          reportId: submission.reportId,
          request: .submit(envelope: submission.envelope, digest: submission.digest),
          origin: origin(submission.identity),
          notices: submission.notices,
          month: submission.month,
          returns: DeadLetter.returns(in: request.headers)
        )
        records.append(outbox.producerRecord(topic: topics.outbox))
        receipts.append(
          IntakeReceipt(request, submission.identity, reportId: submission.reportId, .submission)
        )
      case .resolution(let identity, let resolve):
        let outbox = OutboxRecord(
          reportId: resolve.reportId,
          request: .resolve(resolve.resolution),
          origin: origin(identity),
          notices: []
        )
        records.append(outbox.producerRecord(topic: topics.outbox))
        receipts.append(IntakeReceipt(request, identity, reportId: resolve.reportId, .resolution))
      case .outcome(let identity, let reportId, let outcome):
        records.append(outcomes.record(outcome, reportId: reportId, origin: origin(identity)))
        receipts.append(
          IntakeReceipt(request, identity, reportId: reportId, .outcome(outcome.type, outcome.codes))
        )
      case .unreadable(let problems):
        var code = problems.first?.code ?? .eventNotJSON
        // `replay` recognises a tombstone by its code.
        if request.value == nil, code != .eventHeadersTooLarge { code = .eventNoValue }
        records.append(DeadLetter.record(request, code: code, topic: topics.deadLetters))
        receipts.append(IntakeReceipt(request, nil, reportId: nil, .deadLetter(code)))
      case .setAside(let code):
        records.append(DeadLetter.place(of: request, code: code, topic: topics.deadLetters))
        receipts.append(IntakeReceipt(request, nil, reportId: nil, .deadLetter(code)))
      }
    }
    self.records = records
    self.receipts = receipts
    offsets = Dictionary(requests.map { ($0.topicPartition, $0.nextOffset) }, uniquingKeysWith: max)
    firstOffsets = requests.firstOffsets
  }
}

extension Sequence<ConsumedRecord> {
  /// The first offset in each partition.
  var firstOffsets: [TopicPartition: Int64] {
    Dictionary(map { ($0.topicPartition, $0.offset) }, uniquingKeysWith: Swift.min)
  }
}

/// What logs and metrics report of a processed request: ids and codes, no personal data.
struct IntakeReceipt: Sendable {
  let topic: String
  let partition: Int32
  let offset: Int64
  let type: String?
  let reportId: ReportId?
  let kind: Kind

  enum Kind: Sendable {
    case submission, resolution
    case outcome(OutcomeType, [ProblemCode])
    case deadLetter(ProblemCode)
  }

  fileprivate init(_ request: ConsumedRecord, _ identity: EventIdentity?, reportId: ReportId?, _ kind: Kind) {
    topic = request.topic
    partition = request.partition
    offset = request.offset
    type = identity?.type
    self.reportId = reportId
    self.kind = kind
  }
}
