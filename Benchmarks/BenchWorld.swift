internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import PipelineTestSupport
internal import Settings
internal import Telemetry
internal import SyntheticEvents
internal import TestPKI
internal import TestSupport
internal import TimeReport

/// A broker process and a simulator, against which `elt-adapter run` can be started.
struct BenchWorld {
  let simulator: Simulator
  let kafka: KafkaConfiguration
  let generator: EventGenerator
  private let configurationFile: String

  static func with<Result: Sendable>(
    requestsPerSecond: Double,
    maxInFlight: Int = 4,
    _ body: (BenchWorld) async throws -> Result
  ) async throws -> Result {
    try await SimulatedAgency.with(ThrowawayPKI.make()) { agency in
      try await TestBroker.with { broker in
        var yaml = agency.configuration(brokers: broker.bootstrapServers)
        yaml.settings = "pacing: {requestsPerSecond: \(requestsPerSecond), maxInFlight: \(maxInFlight)}"
        let file = try agency.directory.write(yaml.text, to: "elt-adapter.yaml")
        let configuration = try await ConfigurationLoader.load(file: file, options: [], environment: [:])
        try await configuration.createTopics(requestPartitions: 4)
        let today = SwedishTime.date(at: AdapterClock.system.seconds)
        return try await body(
          BenchWorld(
            simulator: agency.simulator,
            kafka: KafkaConfiguration(bootstrapServers: broker.bootstrapServers),
            generator: EventGenerator(seed: 3, today: today, pki: agency.pki),
            configurationFile: file
          )
        )
      }
    }
  }

  /// Starts the adapter from the directory of this program.
  func adapter(roles: String = "intake,submit") throws -> ChildProcess {
    let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    return try ChildProcess(
      programs.appending(path: "elt-adapter").path,
      ["run", "--config", configurationFile, "--roles", roles]
    )
  }
}

extension ChildProcess {
  /// Waits until the adapter owns the outbox partition; false if it ends first.
  func ownsOutbox() async throws -> Bool {
    try await firstMatch { LogEvent.partitionTakenOver.isLogged(in: $0) ? true : nil } ?? false
  }
}
