internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import PipelineTestSupport
internal import SyntheticEvents
internal import TestSupport
internal import TimeReport

/// Measures `elt-adapter run` as a process, against a broker process and the simulator with real TLS.
struct ProcessBench {
  private static let events = 200
  private static let callsPerSecond = 4.0
  private static let backlog = 60

  func run() async throws -> [Measurement] {
    let idle = try await BenchWorld.with(requestsPerSecond: 1000) { world in
      let start = ContinuousClock.now
      let adapter = try world.adapter()
      guard try await adapter.ownsOutbox() else {
        throw TestFailure("The adapter ended: \(adapter.output.suffix(400))")
      }
      let startToReady = (ContinuousClock.now - start) / .seconds(1)
      let memory = residentMegabytes(of: "\(adapter.processId)")
      let latencies = try await latencies(world)
      _ = try await adapter.terminate()
      return [
        Measurement(name: "start until the outbox is taken over", value: startToReady, unit: "s", goal: 0.3),
        Measurement(name: "memory when idle", value: memory, unit: "MB", goal: 40),
        Measurement(name: "event to request, median", value: latencies.median, unit: "ms"),
        Measurement(
          name: "event to request, 99th percentile",
          value: latencies.quantile(0.99),
          unit: "ms",
          goal: 20
        ),
      ]
    }
    let busy = try await BenchWorld.with(requestsPerSecond: Self.callsPerSecond) { world in
      try await ceiling(world)
    }
    return idle + busy
  }

  /// Milliseconds from event to call, one event at a time.
  private func latencies(_ world: BenchWorld) async throws -> [Double] {
    var generator = world.generator
    let producer = try KafkaProducer(world.kafka)
    var calls = world.simulator.calls().makeAsyncIterator()
    var latencies: [Double] = []
    // The first event opens the connections and does not count.
    for index in 0...Self.events {
      let record = try generator.submit().record(topic: "elt.requests")
      let start = ContinuousClock.now
      _ = try await producer.send([record])
      guard await calls.next() != nil else { break }
      if index > 0 { latencies.append((ContinuousClock.now - start) / .milliseconds(1)) }
    }
    await producer.close()
    return latencies
  }

  /// The share of the ceiling that is used while there is a backlog.
  private func ceiling(_ world: BenchWorld) async throws -> [Measurement] {
    var generator = world.generator
    let producer = try KafkaProducer(world.kafka)
    _ = try await producer.send(
      try (0..<Self.backlog).map { _ in try generator.submit().record(topic: "elt.requests") }
    )
    await producer.close()
    let adapter = try world.adapter()
    for await call in world.simulator.calls() where call.number == Self.backlog { break }
    _ = try await adapter.terminate()
    let calls = world.simulator.received
    let took = calls.compactMap(\.intervalMilliseconds).reduce(0, +) / 1000
    let share = Double(calls.count - 1) / Self.callsPerSecond / max(took, .leastNonzeroMagnitude)
    return [
      Measurement(
        name: "ceiling of \(Int(Self.callsPerSecond)) calls per second: used",
        value: share * 100,
        unit: "%",
        goal: 99,
        goalIsFloor: true
      )
    ]
  }
}
