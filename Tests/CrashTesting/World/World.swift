internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import TestPKI
internal import TestSupport
internal import TimeReport

/// A broker process, a simulator with real TLS, and the configuration of the instances.
struct World: Sendable {
  let broker: TestBroker
  let simulator: Simulator
  let pki: ThrowawayPKI
  let configuration: AdapterConfiguration
  let configurationFile: String
  /// `elt-adapter`, in the same directory as this program.
  let program: String
  private let directory: String

  struct Plan: Sendable {
    var requestsPerSecond: Double
    var inDoubt: InDoubtPolicy
    /// The delay of each answer of the simulator.
    var latency: Duration
  }

  static let maxInFlight = 4
  static let requestPartitions = 4

  static func with<Result: Sendable>(_ plan: Plan, _ body: (World) async throws -> Result) async throws
    -> Result
  {
    let world = try await start(plan)
    do {
      let result = try await body(world)
      await world.stop()
      return result
    } catch {
      await world.stop()
      throw error
    }
  }

  private static func start(_ plan: Plan) async throws -> World {
    let directory = NSTemporaryDirectory() + "elt-adapter-crash-test-" + UUID().uuidString
    let pki = try ThrowawayPKI.make()
    try pki.write(to: directory)
    var simulatorConfiguration = try SimulatorConfiguration(pki: pki)
    simulatorConfiguration.latency = plan.latency
    let simulator = try Simulator(simulatorConfiguration)
    let port = try await simulator.start()
    let broker = try await TestBroker.start()
    let file = directory + "/elt-adapter.yaml"
    try Data(text(plan, brokers: broker.bootstrapServers, port: port, directory: directory).utf8)
      .write(to: URL(filePath: file))
    let configuration = try await ConfigurationLoader.load(file: file, options: [], environment: [:])
    let topics = TopicPlan(configuration.topicNames, requestPartitions: requestPartitions)
    _ = try await KafkaAdmin.with(KafkaConfiguration(bootstrapServers: broker.bootstrapServers)) {
      try await $0.createTopics(topics.specifications(replicationFactor: 1))
    }
    let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return World(
      broker: broker,
      simulator: simulator,
      pki: pki,
      configuration: configuration,
      configurationFile: file,
      program: programs.appending(path: "elt-adapter").path,
      directory: directory
    )
  }

  /// With a heartbeat every half second, so that members soon learn of a rebalance.
  private static func text(_ plan: Plan, brokers: String, port: Int, directory: String) -> String {
    """
    kafka:
      bootstrapServers: "\(brokers)"
      groupId: crash-test
      properties: {heartbeat.interval.ms: "500"}
    elt:
      environment: custom
      url: https://127.0.0.1:\(port)\(SimulatorConfiguration.testPath)
      clientCertificateFile: \(directory)/client.pem
      clientKeyFile: \(directory)/client.key
      trustRootsFile: \(directory)/tls-root.pem
    signatures:
      personRootsFile: \(directory)/person-root.pem
      organisationRootsFile: \(directory)/organisation-root.pem
    pacing: {requestsPerSecond: \(plan.requestsPerSecond), maxInFlight: \(maxInFlight)}
    inDoubt: \(plan.inDoubt.rawValue)
    admin: {port: 0}
    """
  }

  private func stop() async {
    await simulator.stop(grace: .zero)
    await broker.stop()
    try? FileManager.default.removeItem(atPath: directory)
  }
}

func wallClock() -> Timestamp { Timestamp(clamping: AdapterClock.system.wall()) }
