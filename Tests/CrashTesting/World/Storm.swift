internal import Settings
internal import Operations
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import SyntheticEvents
internal import TestSupport

/// Injects random failures of instances, broker and agency.
struct Storm {
  let world: World
  let fleet: Fleet
  let correspondence: Correspondence
  let focus: AnswerFault?
  var random: SeededGenerator
  private(set) var brokerRestarts = 0
  private(set) var brokerStalls = 0
  private(set) var outages = 0
  private(set) var cuts = 0

  init(world: World, fleet: Fleet, correspondence: Correspondence, focus: AnswerFault?, seed: UInt64) {
    self.world = world
    self.fleet = fleet
    self.correspondence = correspondence
    self.focus = focus
    random = SeededGenerator(seed: seed)
  }

  /// Runs until enough instances have been killed and the round's kind of faulty answer was given often enough.
  mutating func rage() async throws {
    var (left, since) = (await missing, ContinuousClock.now)
    while left > 0 {
      try await pause(200...1200)
      switch Int.random(in: 0..<100, using: &random) {
      case _ where await fleet.killsLeft <= 0: await cut()
      case 50... where focus != nil: await cut()
      case ..<35: await fleet.kill(.random)
      case ..<50: await killAtNextCall()
      case ..<62: await fleet.stopAndContinue()
      case ..<67: try await restartBroker()
      case ..<72: try await stallBroker()
      case ..<78: try await outage()
      case ..<90: await cut()
      default: break
      }
      let now = await missing
      if now < left { (left, since) = (now, .now) }
      guard ContinuousClock.now - since < Patience.limit else {
        throw TestFailure("No instance can be killed any more, or the agency gets no calls.")
      }
    }
  }

  private static let wantedAnswers = 3

  /// The kills and faulty answers that the round still needs.
  private var missing: Int {
    get async {
      let answers = focus.map { Self.wantedAnswers - $0.count(in: world.simulator.received) } ?? 0
      return max(0, await fleet.killsLeft) + max(0, answers)
    }
  }

  /// Kills the submitter while a call is unanswered.
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

  /// Kills all instances and restarts the broker.
  ///
  /// A Kafka broker keeps the state of transactions over a restart, including the owner of each transactional id. The test
  /// broker loses it: a surviving producer is not fenced by its successor, and later commits of both can stay hidden. So no
  /// instance survives the restart and no transaction stays open. The test broker also loses records that it acknowledged just
  /// before, so the restart waits a moment.
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
      throw TestFailure("The test broker lost records of \(lost.key); the round proves nothing.")
    }
  }

  /// Suspends the broker for a while. It keeps its state.
  private mutating func stallBroker() async throws {
    brokerStalls += 1
    await world.broker.stall(true)
    try? await pause(200...3000)
    await world.broker.stall(false)
  }

  /// The end offsets of the partitions.
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
    world.simulator.setFaults(
      FaultPlan([FaultRule(Bool.random(using: &random) ? .early(status: 503) : .denied(status: 403))])
    )
    try await pause(200...1200)
    world.simulator.setFaults(.none)
  }

  /// The next calls get faulty answers.
  private mutating func cut() async {
    cuts += 1
    let kind = focus ?? AnswerFault.allCases.randomElement(using: &random) ?? .lost
    world.simulator.setFaults(kind.plan(newest: await correspondence.newestReport, using: &random))
  }

  private mutating func pause(_ milliseconds: ClosedRange<Int>) async throws {
    try await Task.sleep(for: .milliseconds(Int.random(in: milliseconds, using: &random)))
  }
}
