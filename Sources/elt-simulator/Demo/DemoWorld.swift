internal import Adapter
internal import Settings
internal import Stages
internal import Telemetry
internal import ELTSimulator
internal import EmbeddedBroker
internal import Foundation
internal import Kafka
internal import Logging
internal import ServiceLifecycle
internal import SyntheticEvents
internal import TestPKI
internal import TimeReport

/// An embedded broker, an ELT simulator and an adapter in one process.
struct DemoWorld: Sendable {
  let cluster: TestCluster
  let simulator: Simulator
  let configuration: AdapterConfiguration
  private let directory: String
  private let logger: Logger

  static let outcomePartitions = 3
  static let requestsPerSecond = 20

  /// The partition of the request topic for each case. The embedded broker keeps at most 5 MB per partition, so every
  /// large event gets its own partition.
  private static func partitions(for cases: [DemoCase]) -> [Int32] {
    let shared: Int32 = 3
    var last = shared - 1
    return cases.indices.map { index in
      guard cases[index].event.value.count > 1 << 20 else { return Int32(index) % shared }
      last += 1
      return last
    }
  }

  /// - Parameter adminPort: 0 for any free port.
  static func make(pki: ThrowawayPKI, cases: [DemoCase], adminPort: Int, logger: Logger) async throws
    -> DemoWorld
  {
    let directory = NSTemporaryDirectory() + "elt-adapter-demo-" + UUID().uuidString
    try pki.write(to: directory)
    var simulatorConfiguration = try SimulatorConfiguration(pki: pki)
    simulatorConfiguration.faults = FaultPlan(cases.compactMap(\.fault))
    let simulator = try Simulator(simulatorConfiguration)
    let port = try await simulator.start()
    let cluster = try TestCluster()
    let configuration = try await ConfigurationLoader.load(
      file: nil,
      options: [
        "--kafka-bootstrap-servers", cluster.bootstrapServers, "--kafka-group-id", "demo",
        "--elt-environment", "custom", "--elt-url",
        "https://127.0.0.1:\(port)\(SimulatorConfiguration.testPath)",
        "--elt-client-certificate-file", directory + "/client.pem",
        "--elt-client-key-file", directory + "/client.key",
        "--elt-trust-roots-file", directory + "/tls-root.pem",
        "--signatures-person-roots-file", directory + "/person-root.pem",
        "--pacing-requests-per-second", "\(requestsPerSecond)", "--admin-port", "\(adminPort)",
      ],
      environment: [:]
    )
    let topics = configuration.topics
    for (name, partitions) in [
      (topics.requests, Int(partitions(for: cases).max() ?? 0) + 1), (topics.outcomes, outcomePartitions),
      (topics.outbox, 1),
      (topics.ledger, 1), (topics.deadLetters, 1),
    ] {
      try cluster.createTopic(name, partitions: partitions)
    }
    return DemoWorld(
      cluster: cluster,
      simulator: simulator,
      configuration: configuration,
      directory: directory,
      logger: logger
    )
  }

  /// Publishes the events and runs the adapter until every report has an outcome or the time limit is reached.
  ///
  /// - Parameter afterwards: receives the results while the adapter is still running.
  func run(
    _ cases: [DemoCase],
    within limit: Duration,
    progress: @Sendable (Int) -> Void,
    afterwards: @Sendable ([DemoResult]) async throws -> Void
  ) async throws -> [DemoResult] {
    var retry = RetryPolicy()
    retry.firstBackoff = .milliseconds(200)
    retry.ownFailureSpacing = .milliseconds(500)
    let telemetry = Telemetry(logger: logger)
    let parts = try AdapterParts(configuration, telemetry: telemetry, retry: retry)
    let group = ServiceGroup(
      configuration: .init(services: parts.services.map { .init(service: $0) }, logger: logger)
    )
    return try await withThrowingTaskGroup { tasks in
      tasks.addTask { try await group.run() }
      let kafka = configuration.kafkaClient(named: "demo", telemetry: telemetry)
      let producer = try KafkaProducer(kafka)
      let published = ContinuousClock.now
      let places = try await producer.send(
        zip(cases, Self.partitions(for: cases)).map { demoCase, partition in
          ProducerRecord(
            topic: configuration.topics.requests,
            partition: partition,
            key: demoCase.event.key,
            value: demoCase.event.value,
            headers: demoCase.event.headers.map { RecordHeader(name: $0.name, value: $0.value) }
          )
        }
      )
      await producer.close()
      let results = try await DemoCollector(
        cases: cases,
        places: places,
        topics: configuration.topics,
        outcomePartitions: Self.outcomePartitions
      ).collect(from: kafka, since: published, within: limit, progress: progress)
      try await afterwards(results)
      await group.triggerGracefulShutdown()
      try await tasks.next()
      return results
    }
  }

  func stop() async {
    await simulator.stop()
    cluster.stop()
    try? FileManager.default.removeItem(atPath: directory)
  }
}
