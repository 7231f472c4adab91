import EmbeddedBroker
import PipelineTestSupport
import ELTSimulator
import Kafka
import ServiceLifecycle
import Signatures
import TestPKI
import TestSupport
import TimeReport

@testable import Adapter
@testable import Settings
@testable import Admin
@testable import Intake
@testable import Operations
@testable import PipelineRecords
@testable import Stages
@testable import Submission
@testable import Telemetry

/// A separate broker with the adapter's topics, and everything that a stage needs to run against it.
struct StageBench: Sendable {
  /// nil if the brokers run in this process, which is necessary to inject faults.
  let broker: TestBroker?
  private let bootstrapServers: String
  let configuration: AdapterConfiguration
  let log: CapturedLog
  let telemetry: Telemetry
  var transactionTimeout: Duration = .seconds(60)
  private static let requestPartitions = 2

  private init(broker: TestBroker?, bootstrapServers: String, configuration: AdapterConfiguration) {
    (self.broker, self.bootstrapServers, self.configuration) = (broker, bootstrapServers, configuration)
    log = CapturedLog()
    telemetry = Telemetry(logger: log.logger)
  }

  /// - Parameters:
  ///   - settings: environment variables of the adapter in addition to those for the broker and a fast pace.
  ///   - requestConfigs: settings of the request topic that replace those that the adapter would choose.
  ///   - limits: `max.message.bytes` of topics, by topic.
  static func with(
    _ settings: [String: String] = [:],
    requestConfigs: [String: String]? = nil,
    limits: [String: Int] = [:],
    _ body: @Sendable (StageBench) async throws -> Void
  ) async throws {
    try await TestBroker.with { broker in
      let defaults = [
        "ELT_ADAPTER_KAFKA_BOOTSTRAP_SERVERS": broker.bootstrapServers,
        // A member that a slow machine holds up is not removed.
        "ELT_ADAPTER_KAFKA_SESSION_TIMEOUT": "45s",
        "ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "200",
      ]
      let configuration = try await load(environment: defaults.merging(settings) { $1 })
      try await configuration.createTopics(
        requestPartitions: Self.requestPartitions,
        requestConfigs: requestConfigs,
        limits: limits
      )
      try await body(
        StageBench(broker: broker, bootstrapServers: broker.bootstrapServers, configuration: configuration)
      )
    }
  }

  /// Runs with a mock broker that injects faults. The broker neither keeps offsets of transactions nor hides uncommitted
  /// records, so such a test shows how a stage reacts to a fault, not what consumers see.
  static func withFaultyBroker(
    brokers: Int = 1,
    _ body: @Sendable (StageBench, TestCluster) async throws -> Void
  ) async throws {
    try await Slots.brokers.withSlot {
      let cluster = try TestCluster(brokers: brokers)
      let configuration = try await load(environment: [
        "ELT_ADAPTER_KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrapServers,
        "ELT_ADAPTER_KAFKA_SESSION_TIMEOUT": "45s",
        "ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "200",
      ])
      for topic in TopicPlan(configuration.topicNames, requestPartitions: 1).topics {
        try cluster.createTopic(topic.name, partitions: topic.partitions)
      }
      let bench = StageBench(
        broker: nil,
        bootstrapServers: cluster.bootstrapServers,
        configuration: configuration
      )
      defer { cluster.stop() }
      try await body(bench, cluster)
    }
  }

  var kafka: KafkaConfiguration {
    KafkaConfiguration(bootstrapServers: bootstrapServers, maximumMessageBytes: 32 * 1024 * 1024)
  }
  var topics: TopicNames { configuration.topicNames }
  var outcomePublisher: OutcomePublisher {
    OutcomePublisher(topic: topics.outcomes, source: "urn:test", clock: .system)
  }

  /// Short retry intervals.
  var retry: RetryPolicy {
    var retry = RetryPolicy()
    retry.firstBackoff = .milliseconds(20)
    retry.ownFailureSpacing = .milliseconds(20)
    retry.transactionTimeout = transactionTimeout
    return retry
  }

  func intakeStage(telemetry: Telemetry? = nil, signer: OrganisationSigner? = nil) -> IntakeStage {
    IntakeStage(
      settings: configuration.intakeSettings(telemetry ?? self.telemetry),
      pipeline: CurrentPipeline(Trust.pipeline(signer: signer)),
      outcomes: outcomePublisher,
      telemetry: telemetry ?? self.telemetry,
      retry: retry,
      clock: .ofSignedEvents
    )
  }

  func submitStage(
    _ sender: any SubmissionSender,
    clock: AdapterClock = .system,
    telemetry: Telemetry? = nil,
    readAhead: ReadAhead = ReadAhead()
  ) -> SubmissionStage {
    SubmissionStage(
      settings: configuration.submissionSettings(telemetry ?? self.telemetry),
      sender: sender,
      outcomes: outcomePublisher,
      telemetry: telemetry ?? self.telemetry,
      retry: retry,
      clock: clock,
      readAhead: readAhead
    )
  }

  /// Runs stages as `run` does and shuts them down gracefully when the body returns.
  func run(_ services: [any Service], _ body: @escaping @Sendable () async throws -> Void) async throws {
    let group = ServiceGroup(services: services, logger: log.logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      tasks.addTask {
        try await body()
        await group.triggerGracefulShutdown()
      }
      // The first failure cancels the other task.
      while try await tasks.next() != nil {}
    }
  }

  /// The state that the admin server would show, without the partitions of the stages.
  func observed() -> Observation {
    Observation(
      now: telemetry.clock.wall(),
      startedAt: telemetry.startedAt,
      instance: nil,
      environment: "test",
      roles: [.intake, .submit],
      requestsPerSecond: 1,
      startedRoles: telemetry.progress.startedRoles,
      stuck: telemetry.progress.stuck,
      outages: [:],
      partitions: [],
      recent: telemetry.recent,
      certificates: []
    )
  }

  // MARK: Records

  func publish(_ records: [ProducerRecord]) async throws {
    let producer = try KafkaProducer(kafka)
    try await producer.send(records)
    await producer.close()
  }

  /// A submission for the outbox whose bytes name the report and the document.
  func submission(_ reportId: String, document: String = "first") -> ProducerRecord {
    OutboxRecord(
      reportId: .named(reportId),
      request: .submit(envelope: Array("\(reportId) \(document)".utf8), digest: .named(document)),
      origin: origin("event for \(reportId)"),
      notices: []
    ).producerRecord(topic: topics.outbox)
  }

  func resolution(_ reportId: String, _ resolution: ResolveRequest.Resolution) -> ProducerRecord {
    OutboxRecord(
      reportId: .named(reportId),
      request: .resolve(resolution),
      origin: origin("decision on \(reportId)"),
      notices: []
    ).producerRecord(topic: topics.outbox)
  }

  private func origin(_ causationId: String) -> OutboxRecord.Origin {
    .init(causationId: causationId, trace: TraceContext(), requestKey: Array("key".utf8))
  }

  /// Waits for this many committed records in a topic and returns them.
  @discardableResult
  func records(_ topic: String, _ count: Int) async throws -> [ConsumedRecord] {
    try await reading(topic) { consumer, _ in try await consumer.read(count) }
  }

  /// Returns all committed records of a topic.
  func allRecords(_ topic: String) async throws -> [ConsumedRecord] {
    try await reading(topic) { try await $0.readToEnd(of: $1) }
  }

  /// Waits for this many outcomes and returns them.
  @discardableResult
  func outcomes(_ count: Int) async throws -> [OutcomeEvent] {
    try await records(topics.outcomes, count).map(Self.outcome)
  }

  func allOutcomes() async throws -> [OutcomeEvent] {
    try await allRecords(topics.outcomes).map(Self.outcome)
  }

  private static func outcome(_ record: ConsumedRecord) throws -> OutcomeEvent {
    guard let event = OutcomeEvent(decoding: record.value ?? []) else {
      throw TestFailure("Not an outcome: \(record)")
    }
    return event
  }

  private func reading<Result: Sendable>(
    _ topic: String,
    _ body: (KafkaConsumer, [TopicPartition]) async throws -> Result
  ) async throws -> Result {
    let count = try await KafkaAdmin.with(kafka) { try await $0.partitionCount(of: topic) } ?? 0
    let partitions = (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: kafka, groupId: freshName("reader"), reportsEnd: true)
    )
    try await consumer.assign(Dictionary(uniqueKeysWithValues: partitions.map { ($0, 0) }))
    do {
      let result = try await body(consumer, partitions)
      await consumer.close()
      return result
    } catch {
      await consumer.close()
      throw error
    }
  }

  /// Returns the offset that a stage's group has committed for partition 0.
  func committedOffset(of topic: String, group: String) async throws -> Int64? {
    let partition = TopicPartition(topic: topic, partition: 0)
    return try await KafkaAdmin.with(kafka) {
      try await $0.committedOffsets(ofGroup: "\(configuration.kafka.groupId).\(group)", [partition])
    }[partition]
  }
}
