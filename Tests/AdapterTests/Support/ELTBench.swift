@testable import PipelineRecords
import PipelineTestSupport
import ELT
import ELTSimulator
import SyntheticEvents
import TimeReport

/// Runs both stages between a broker process and the simulator, with the adapter's own client over real TLS.
enum ELTBench {
  /// The result as Kafka consumers and the simulator see it.
  struct Seen {
    let outcomes: [Outcome]
    /// The outcomes by the id of their event.
    let byCause: [String: [Outcome]]
    /// The calls that reached the simulator, in order of arrival.
    let received: [ReceivedCall]
    let log: [String]
  }

  /// Publishes reports and waits until each has an outcome.
  ///
  /// - Parameter faults: in the syntax of `elt-simulator serve --fault`.
  static func send(
    _ count: Int = 1,
    faults: String,
    _ settings: [String: String] = [:],
    client change: @Sendable (inout ELTClientConfiguration) throws -> Void = { _ in },
    check: @Sendable (Seen) throws -> Void
  ) async throws {
    var generator = try SignedEvents.generator(seed: 11)
    let events = try (0..<count).map { _ in try generator.submit() }
    try await send(events, faults: faults, settings, client: change, check: check)
  }

  /// Publishes any events that have outcomes and waits until each has one.
  static func send(
    _ events: [GeneratedEvent],
    faults: String = "",
    _ settings: [String: String] = [:],
    client change: @Sendable (inout ELTClientConfiguration) throws -> Void = { _ in },
    check: @Sendable (Seen) throws -> Void
  ) async throws {
    let plan = try FaultPlan(parsing: faults)
    try await SimulatedAgency.with(nil, { $0.faults = plan }) { agency in
      var configuration = try agency.client()
      try change(&configuration)
      let client = try ELTClient(configuration)
      try await StageBench.with(settings) { bench in
        try await bench.publish(events.map { $0.record(topic: bench.topics.requests) })
        try await bench.run([bench.submitStage(client), bench.intakeStage()]) {
          try await bench.outcomes(events.count)
        }
        let outcomes = try await bench.allOutcomes()
        try check(
          Seen(
            outcomes: outcomes.map(\.outcome),
            byCause: Dictionary(grouping: outcomes, by: \.causationId).mapValues { $0.map(\.outcome) },
            received: agency.simulator.received,
            log: bench.log.lines
          )
        )
      }
      await client.shutdown()
    }
  }
}
