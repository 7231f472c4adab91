internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import SyntheticEvents
internal import TestPKI
internal import TestSupport
internal import TimeReport

/// A broker process and a simulator, against which `elt-adapter run` can be started.
struct BenchWorld: Sendable {
  let simulator: Simulator
  let kafka: KafkaConfiguration
  let generator: EventGenerator
  private let options: [String]

  static func with<Result: Sendable>(
    requestsPerSecond: Double,
    _ body: (BenchWorld) async throws -> Result
  ) async throws -> Result {
    let directory = NSTemporaryDirectory() + "elt-adapter-bench-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let pki = try ThrowawayPKI.make()
    try pki.write(to: directory)
    let simulator = try Simulator(try SimulatorConfiguration(pki: pki))
    let port = try await simulator.start()
    let broker = try await TestBroker.start()
    let options = [
      "--kafka-bootstrap-servers", broker.bootstrapServers,
      "--elt-environment", "custom",
      "--elt-url", "https://127.0.0.1:\(port)\(SimulatorConfiguration.testPath)",
      "--elt-client-certificate-file", directory + "/client.pem",
      "--elt-client-key-file", directory + "/client.key",
      "--elt-trust-roots-file", directory + "/tls-root.pem",
      "--signatures-person-roots-file", directory + "/person-root.pem",
      "--pacing-requests-per-second", "\(requestsPerSecond)", "--admin-port", "0",
    ]
    do {
      let configuration = try await ConfigurationLoader.load(file: nil, options: options, environment: [:])
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      let topics = TopicPlan(configuration.topicNames, requestPartitions: 4)
      _ = try await KafkaAdmin.with(kafka) {
        try await $0.createTopics(topics.specifications(replicationFactor: 1))
      }
      let world = BenchWorld(
        simulator: simulator,
        kafka: kafka,
        generator: EventGenerator(
          seed: 3,
          today: SwedishTime.date(at: AdapterClock.system.seconds),
          pki: pki
        ),
        options: options
      )
      let result = try await body(world)
      await simulator.stop(grace: .zero)
      await broker.stop()
      return result
    } catch {
      await simulator.stop(grace: .zero)
      await broker.stop()
      throw error
    }
  }

  /// Starts the adapter from the directory of this program.
  func adapter() throws -> ChildProcess {
    let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return try ChildProcess(programs.appending(path: "elt-adapter").path, ["run"] + options)
  }

  func record(_ event: GeneratedEvent) -> ProducerRecord {
    ProducerRecord(
      topic: "elt.requests",
      key: event.key,
      value: event.value,
      headers: event.headers.map { RecordHeader(name: $0.name, value: $0.value) }
    )
  }
}

extension ChildProcess {
  /// Waits until the adapter owns the outbox partition; false if it ends first.
  func ownsOutbox() async throws -> Bool {
    try await firstMatch { LogEvent.partitionTakenOver.isLogged(in: $0) ? true : nil } ?? false
  }
}
