internal import Settings
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import PipelineTestSupport
internal import SyntheticEvents
internal import TestSupport
internal import TimeReport

/// Publishes valid events at a steady rate and everything hostile next to them.
struct Attack {
  private let world: World
  private let fleet: Fleet
  private let correspondence: Correspondence
  private var records: HostileRecords
  private var state: HostileState
  private var random: SeededGenerator
  private(set) var scan = LogScan()
  private var deck: [AnswerFault] = []
  private var otherCounts: [String: Int] = [:]

  private static let interval: Duration = .milliseconds(250)

  init(world: World, fleet: Fleet, correspondence: Correspondence, seed: UInt64) {
    (self.world, self.fleet, self.correspondence) = (world, fleet, correspondence)
    random = SeededGenerator(seed: seed)
    records = HostileRecords(
      topic: world.configuration.topics.requests,
      generator: EventGenerator(seed: seed &+ 3, today: SwedishTime.date(at: wallClock()), pki: world.pki),
      seed: seed &+ 4
    )
    state = HostileState(topics: world.configuration.topics, random: SeededGenerator(seed: seed &+ 5))
  }

  /// Records by kind.
  var counts: [String: Int] { records.counts.merging(otherCounts, uniquingKeysWith: +) }

  /// Writes what the first instance finds at its start.
  mutating func prepare() async throws {
    for _ in 0..<20 { try await publishState() }
  }

  mutating func go(on duration: Duration) async throws {
    let start = ContinuousClock.now
    let end = start + duration
    var turn = 0
    var isRestarted = false
    while ContinuousClock.now < end {
      turn += 1
      let hostile = try (0..<Int.random(in: 0...4, using: &random)).map { _ in try records.next() }
      let valid = try await correspondence.publish(valid: 1, hostile: hostile)
      for event in valid { scan.remember(event.rawEvent) }
      for record in hostile { scan.remember(RawEvent(headers: [], value: record.record.value)) }
      if turn % 8 == 0 { try await publishState() }
      if turn % 20 == 10 { try await publishBomb() }
      if turn % 12 == 0 { await misanswer() }
      // The rest of the bursts goes unused, so that most reports are answered.
      if turn % 12 == 4 { world.simulator.setFaults(.none) }
      if !isRestarted, ContinuousClock.now > start + duration / 2 {
        // The next instance reads the ledger.
        isRestarted = true
        await fleet.restart()
      }
      await fleet.measure()
      try await Task.sleep(until: start + Self.interval * turn)
    }
  }

  private mutating func misanswer() async {
    if deck.isEmpty { deck = AnswerFault.allCases.shuffled(using: &random) }
    let kind = deck.removeLast()
    var plan = kind.plan(newest: await correspondence.newestReport, using: &random)
    let refusal: Fault = Bool.random(using: &random) ? .xmlValidationError : .signatureValidationError
    if deck.isEmpty { plan.rules.append(FaultRule(refusal, .first(1))) }
    world.simulator.setFaults(plan)
  }

  private mutating func publishState() async throws {
    let producer = try KafkaProducer(
      KafkaConfiguration(bootstrapServers: world.configuration.kafka.bootstrapServers)
    )
    do {
      try await producer.send(state.ledgerRecord())
      let place = try await producer.send(state.outboxRecord())
      await producer.close()
      otherCounts["ledger records", default: 0] += 1
      await note("outbox records", place)
    } catch {
      await producer.close()
      throw error
    }
  }

  private mutating func publishBomb() async throws {
    let bomb = Bomb(using: &random)
    let place = try await bomb.publish(
      to: world.configuration.topics.requests,
      world.configuration.kafka.bootstrapServers
    )
    await note("expanding batches, \(bomb.compression)", place)
  }

  private mutating func note(_ kind: String, _ place: RecordPlace) async {
    otherCounts[kind, default: 0] += 1
    var request = Request(eventId: nil, reportId: nil, kind: .hostile, label: kind, place: place)
    request.publishedAt = wallClock()
    await correspondence.note(request)
  }
}
