internal import Telemetry
internal import Adapter
internal import Settings
internal import Operations
internal import Stages
internal import ELTSimulator
internal import Foundation
internal import Glibc
internal import SyntheticEvents
internal import TestSupport

/// The instances and their supervisor, which replaces instances that have ended.
actor Fleet {
  private let program: String
  private let configurationFile: String
  private let configuration: AdapterConfiguration
  private var random: SeededGenerator
  private var deck: [StepBoundary] = []

  private var phase = Phase.stormy
  private var running: [Int: Instance] = [:]
  private var supervisors: [Task<Void, any Error>] = []
  private var aftermaths: [Task<Void, any Error>] = []
  private var started = 0
  private var isHeld = false
  /// The instances that were ended on purpose, and how.
  private var ordered: [String: DeathKind] = [:]
  private var sender: String?
  private var senderlessSince: ContinuousClock.Instant?

  private(set) var killsLeft: Int
  private(set) var deaths: [Death] = []
  /// The time from the end of the submitter until another instance has fenced it and read the ledger.
  private(set) var takeovers: [Duration] = []
  /// Instances that ended with status 3, which is allowed when fenced or without a broker.
  private(set) var exits = 0
  /// Unexpected behaviour of instances.
  private(set) var problems: [String] = []
  private(set) var logs: [(instanceId: String, text: String)] = []
  /// The largest resident size of an instance, in bytes, as of the last `measure`.
  private(set) var peakMemory = 0

  private enum Phase {
    /// Instances kill themselves and are killed.
    case stormy
    /// Instances that end are replaced by instances that do not kill themselves.
    case calm
    case over
  }

  init(world: World, kills: Int, seed: UInt64) {
    program = world.program
    configurationFile = world.configurationFile
    configuration = world.configuration
    killsLeft = kills
    random = SeededGenerator(seed: seed)
  }

  func start(_ count: Int) {
    for slot in 0..<count { supervisors.append(Task { try await supervise(slot) }) }
  }

  private func supervise(_ slot: Int) async throws {
    while phase != .over {
      while isHeld { try await Task.sleep(for: .milliseconds(50)) }
      started += 1
      let instanceId = String(format: "i%04d", started)
      let instance = try Instance(
        instanceId,
        program: program,
        configurationFile: configurationFile,
        appointment: phase == .stormy ? nextAppointment() : nil,
        onLine: { [weak self] line in
          let now = ContinuousClock.now
          Task { await self?.received(line, from: instanceId, at: now) }
        }
      )
      running[slot] = instance
      let status = try await instance.ended()
      running[slot] = nil
      logs.append((instanceId, instance.log))
      ended(instance, with: status)
      let silence = Duration.milliseconds(Int.random(in: 0...300, using: &random))
      aftermaths.append(
        Task { [configuration] in
          try await Task.sleep(for: silence)
          try await DeadMember(instanceId: instanceId, configuration: configuration).timeOut()
        }
      )
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...300, using: &random)))
    }
  }

  /// Every boundary once per cycle in random order, with a random pass.
  private func nextAppointment() -> Instance.Appointment? {
    if deck.isEmpty { deck = StepBoundary.allCases.shuffled(using: &random) }
    let boundary = deck.removeLast()
    let isOnce = boundary == .takenOver
    return Instance.Appointment(boundary: boundary, pass: isOnce ? 1 : Int.random(in: 1...8, using: &random))
  }

  private func ended(_ instance: Instance, with status: Int32) {
    let instanceId = instance.instanceId
    let wasSender = sender == instanceId
    if wasSender {
      sender = nil
      senderlessSince = .now
    }
    switch status {
    case -SIGKILL:
      let kind = ordered[instanceId] ?? instance.appointment.map { .boundary($0.boundary.rawValue) }
      guard let kind else { return problems.append("\(instanceId) was killed by an unknown process.") }
      died(instanceId, kind, wasSender: wasSender)
    case 0 where phase != .stormy: break
    // The signal was sent before the instance started.
    case -SIGTERM where !LogEvent.partitionsAssigned.isLogged(in: instance.log): break
    case 3 where phase != .over: exits += 1
    default:
      problems.append("\(instanceId) ended with \(status):\n\(instance.log.suffix(2000))")
    }
  }

  private func died(_ instanceId: String, _ kind: DeathKind, wasSender: Bool) {
    killsLeft -= 1
    deaths.append(Death(kind: kind, instanceId: instanceId, at: wallClock(), wasSender: wasSender))
  }

  private func received(_ line: String, from instanceId: String, at time: ContinuousClock.Instant) {
    if LogEvent.partitionTakenOver.isLogged(in: line) {
      sender = instanceId
      if let since = senderlessSince { takeovers.append(time - since) }
      senderlessSince = nil
    } else if LogEvent.partitionReleased.isLogged(in: line), sender == instanceId {
      sender = nil
    } else if LogEvent.intakeTransactionAborted.isLogged(in: line) {
      // The test broker keeps reporting an aborted transaction to connected consumers, which then drop later records of
      // the same producer. With Kafka the instance could continue; here it has to end first.
      kill(.abortedBatch) { $0.instanceId == instanceId }
    }
  }

  // MARK: Failures

  /// Kills the submitter; one time in three, or if there is no submitter, a random instance.
  func kill(_ kind: DeathKind) {
    let target = sender
    let prefersSender = kind == .callReceived || Int.random(in: 0..<3, using: &random) > 0
    let victims = running.values.filter { prefersSender && target != nil ? $0.instanceId == target : true }
    guard let victim = victims.randomElement(using: &random) else { return }
    kill(kind) { $0 === victim }
  }

  private func kill(_ kind: DeathKind, where isVictim: (Instance) -> Bool) {
    guard let victim = running.values.first(where: isVictim), ordered[victim.instanceId] == nil else {
      return
    }
    ordered[victim.instanceId] = kind
    victim.send(SIGKILL)
  }

  /// Suspends the submitter for longer than the session and transaction timeouts, then continues it.
  func stopAndContinue() {
    guard let victim = running.values.first(where: { $0.instanceId == sender }) else { return }
    victim.send(SIGSTOP)
    sender = nil
    senderlessSince = .now
    died(victim.instanceId, .stopped, wasSender: true)
    let length = Duration.milliseconds(Int.random(in: 500...3000, using: &random))
    aftermaths.append(
      Task { [configuration] in
        defer { self.wake(victim) }
        try await DeadMember(instanceId: victim.instanceId, configuration: configuration).timeOut()
        try await Task.sleep(for: length)
      }
    )
  }

  private func wake(_ instance: Instance) { instance.send(SIGCONT) }

  /// Kills every instance and waits until the cluster has removed them. No instance starts before `letGo`.
  func killAll(_ kind: DeathKind) async throws {
    isHeld = true
    while let victim = running.values.first {
      kill(kind) { $0 === victim }
      try await Task.sleep(for: .milliseconds(20))
    }
    try await settleAftermaths()
  }

  func letGo() { isHeld = false }

  // MARK: Shutdown

  /// Replaces the instances that kill themselves.
  func calmDown() async throws {
    phase = .calm
    try await settleAftermaths()
    for instance in running.values where instance.appointment != nil { instance.send(SIGTERM) }
  }

  /// Stops the instances with SIGTERM; each is replaced.
  func restart() {
    measure()
    for instance in running.values { instance.send(SIGTERM) }
  }

  /// Reads how much memory the instances have used at most.
  func measure() {
    for instance in running.values { peakMemory = max(peakMemory, instance.peakMemory ?? 0) }
  }

  /// Stops all instances with SIGTERM.
  func stop() async throws {
    phase = .over
    measure()
    for instance in running.values { instance.send(SIGTERM) }
    for supervisor in supervisors { try await supervisor.value }
    try await settleAftermaths()
  }

  private func settleAftermaths() async throws {
    while !aftermaths.isEmpty { try await aftermaths.removeLast().value }
  }

  /// The instances that have ended.
  var dead: [String] { logs.map(\.instanceId) }

  /// The output of all instances, including running ones.
  var logsSoFar: [(instanceId: String, text: String)] {
    logs + running.values.map { ($0.instanceId, $0.log) }
  }

  /// Kills all instances because the round has failed.
  func giveUp() {
    phase = .over
    for task in supervisors + aftermaths { task.cancel() }
    for instance in running.values {
      ordered[instance.instanceId] = .random
      instance.send(SIGKILL)
    }
  }
}
