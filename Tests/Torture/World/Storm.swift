internal import Settings
internal import Operations
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import TestSupport

/// What befalls instances, broker and agency, at random.
struct Storm {
  let world: World
  let fleet: Fleet
  let correspondence: Correspondence
  var random: SeededGenerator
  private(set) var brokerRestarts = 0
  private(set) var brokerStalls = 0
  private(set) var outages = 0
  private(set) var cuts = 0

  init(world: World, fleet: Fleet, correspondence: Correspondence, seed: UInt64) {
    self.world = world
    self.fleet = fleet
    self.correspondence = correspondence
    random = SeededGenerator(seed: seed)
  }

  /// Goes on until enough has died.
  mutating func rage() async throws {
    var (left, since) = (await fleet.killsLeft, ContinuousClock.now)
    while left > 0 {
      try await pause(200...1200)
      switch Int.random(in: 0..<100, using: &random) {
      case ..<35: await fleet.kill(.random)
      case ..<50: await killAtNextCall()
      case ..<62: await fleet.stopAndContinue()
      case ..<67: try await restartBroker()
      case ..<72: try await stallBroker()
      case ..<78: try await outage()
      case ..<90: cut()
      default: break
      }
      let now = await fleet.killsLeft
      if now < left { (left, since) = (now, .now) }
      guard ContinuousClock.now - since < Patience.limit else {
        throw TestFailure("Nothing can be killed any more.")
      }
    }
  }

  /// The request has left, and its answer has not.
  private func killAtNextCall() async {
    let seen = world.simulator.received.count
    let patience = Task { [simulator = world.simulator] in
      for await call in simulator.calls() where call.number > seen { return true }
      return false
    }
    let limit = Task {
      try await Task.sleep(for: .seconds(3))
      patience.cancel()
    }
    if await patience.value { await fleet.kill(.callReceived) }
    limit.cancel()
  }

  /// Everybody dies, and the broker ends and comes back.
  ///
  /// Of all that a Kafka broker remembers of transactions over a restart, who has which transactional id included, the test
  /// broker remembers nothing: a producer that lives through it is not fenced by its successor, and what it or the successor
  /// commits later can stay hidden. So none lives through it, and nothing is left open. It also loses what it acknowledged
  /// in the last moment, so that moment passes first.
  private mutating func restartBroker() async throws {
    brokerRestarts += 1
    try await correspondence.keepSilent(true)
    try await fleet.killAll(.withBroker)
    try await DeadMember.abortTransaction(
      of: "\(world.configuration.kafka.groupId).submit.0",
      world.configuration
    )
    try await Task.sleep(for: .seconds(2))
    let before = try await ends()
    await world.broker.shutDown()
    try await pause(0...500)
    try await world.broker.bringUp()
    let after = try await ends()
    await fleet.letGo()
    try await correspondence.keepSilent(false)
    if let lost = before.first(where: { after[$0.key, default: 0] < $0.value }) {
      throw TestFailure("The test broker has lost records of \(lost.key): this round can prove nothing.")
    }
  }

  /// The broker answers nobody for a while, wherever they are, and forgets nothing.
  private mutating func stallBroker() async throws {
    brokerStalls += 1
    await world.broker.stall(true)
    try? await pause(200...3000)
    await world.broker.stall(false)
  }

  /// Where partitions end.
  private func ends() async throws -> [TopicPartition: Int64] {
    let topics = world.configuration.topics
    var places = [
      TopicPartition(topic: topics.outbox, partition: 0), TopicPartition(topic: topics.ledger, partition: 0),
    ]
    for partition in 0..<Int32(World.requestPartitions) {
      places.append(TopicPartition(topic: topics.requests, partition: partition))
      places.append(TopicPartition(topic: topics.outcomes, partition: partition))
    }
    let kafka = KafkaConfiguration(bootstrapServers: world.configuration.kafka.bootstrapServers)
    return try await KafkaAdmin.with(kafka) { [places] in try await $0.watermarks(places).mapValues(\.high) }
  }

  private mutating func outage() async throws {
    outages += 1
    world.simulator.setFaults(FaultPlan([FaultRule(.unavailable(retryAfter: nil))]))
    try await pause(200...1200)
    world.simulator.setFaults(.none)
  }

  /// The next call or calls go wrong after, or before, the report has arrived.
  private mutating func cut() {
    cuts += 1
    let faults: [Fault] = [.cutAfter, .cutBefore, .malformed(.cutShort), .malformed(.html), .wrongAnswer]
    let fault = faults.randomElement(using: &random) ?? .cutAfter
    world.simulator.setFaults(FaultPlan([FaultRule(fault, .first(Int.random(in: 1...2, using: &random)))]))
  }

  private mutating func pause(_ milliseconds: ClosedRange<Int>) async throws {
    try await Task.sleep(for: .milliseconds(Int.random(in: milliseconds, using: &random)))
  }
}
