internal import ELTSimulator
internal import Foundation
internal import PipelineTestSupport
internal import Settings
internal import Telemetry
internal import TestPKI
internal import TestSupport
internal import TimeReport

/// A broker process, a simulator with real TLS, and the configuration of the instances.
struct World {
  let broker: TestBroker
  let agency: SimulatedAgency
  let configuration: AdapterConfiguration
  let configurationFile: String
  /// `elt-adapter`, in the same directory as this program.
  let program: String
  var simulator: Simulator { agency.simulator }
  var pki: ThrowawayPKI { agency.pki }

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
    try await SimulatedAgency.with(ThrowawayPKI.make(), { $0.latency = plan.latency }) { agency in
      try await TestBroker.with { broker in
        let file = try agency.directory.write(text(plan, agency, broker), to: "elt-adapter.yaml")
        let configuration = try await ConfigurationLoader.load(file: file, options: [], environment: [:])
        try await configuration.createTopics(requestPartitions: requestPartitions)
        let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return try await body(
          World(
            broker: broker,
            agency: agency,
            configuration: configuration,
            configurationFile: file,
            program: programs.appending(path: "elt-adapter").path
          )
        )
      }
    }
  }

  /// With a heartbeat every half second, so that members soon learn of a rebalance.
  private static func text(_ plan: Plan, _ agency: SimulatedAgency, _ broker: TestBroker) -> String {
    var configuration = agency.configuration(brokers: broker.bootstrapServers)
    configuration.kafka = #"groupId: crash-test, properties: {heartbeat.interval.ms: "500"}"#
    configuration.settings = """
      pacing: {requestsPerSecond: \(plan.requestsPerSecond), maxInFlight: \(maxInFlight)}
      inDoubt: \(plan.inDoubt.rawValue)
      """
    return configuration.text
  }
}

func wallClock() -> Timestamp { Timestamp(clamping: AdapterClock.system.wall()) }
