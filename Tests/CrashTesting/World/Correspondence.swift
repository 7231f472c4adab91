internal import Settings
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import PipelineTestSupport
internal import SyntheticEvents
internal import TestPKI
internal import TestSupport
internal import TimeReport

/// The enterprise system and its operator: publishes requests while few are unanswered, repeats some, and resolves
/// reports in doubt according to what the agency has received.
actor Correspondence {
  private let world: World
  private let reader: TopicReader
  private var generator: EventGenerator
  private var random: SeededGenerator
  private(set) var requests: [Request] = []
  /// Submissions that can be repeated.
  private var sent: [GeneratedEvent] = []
  /// Resolved reports in doubt, by the number of doubts.
  private var decided: [ReportId: Int] = [:]
  private var answered: Set<String> = []

  private var isSilent = false
  private var isPublishing = false

  /// The maximum number of unanswered requests.
  private static let window = 60
  private static let largestEvent = 100_000

  init(world: World, seed: UInt64) {
    self.world = world
    reader = TopicReader(bootstrapServers: world.configuration.kafka.bootstrapServers)
    generator = EventGenerator(
      seed: seed,
      today: SwedishTime.date(at: wallClock()),
      pki: world.pki
    )
    random = SeededGenerator(seed: seed)
  }

  /// Publishes and resolves until cancelled.
  func carryOn() async throws {
    // The round may end while a broker restart pauses publishing; requests held then were not published.
    do { try await carryOnUntilCancelled() } catch is CancellationError where Task.isCancelled {}
  }

  private func carryOnUntilCancelled() async throws {
    while !Task.isCancelled {
      // The broker may be down.
      if let outcomes = try? await readAnswers() { try await decide(outcomes) }
      let missing = Self.window - unanswered
      if missing > 0 { try await publish((0..<missing).map { _ in try next() }) }
      try? await Task.sleep(for: .milliseconds(300))
    }
  }

  /// Waits until every request has an answer, or no answer has arrived for `patience`.
  func finish(patience: Duration) async throws {
    var (best, since) = (unanswered, ContinuousClock.now)
    while unanswered > 0, ContinuousClock.now - since < patience {
      try await Task.sleep(for: .milliseconds(300))
      _ = try await readAnswers()
      if unanswered < best { (best, since) = (unanswered, .now) }
    }
  }

  private var unanswered: Int {
    requests.count { $0.place != nil && !answered.contains($0.eventId ?? "") && !isDeadLetter($0) }
  }

  private var deadLetters: Set<RecordPlace> = []

  private func isDeadLetter(_ request: Request) -> Bool { request.place.map(deadLetters.contains) ?? false }

  private func readAnswers() async throws -> [OutcomeEvent] {
    let topics = world.configuration.topics
    let outcomes = try await reader.records(of: topics.outcomes, partitions: Evidence.outcomePartitions)
      .compactMap { $0.value.flatMap(OutcomeEvent.init(decoding:)) }
    answered = Set(outcomes.map(\.causationId))
    deadLetters = Set(
      try await reader.records(of: topics.deadLetters, partitions: Evidence.deadLetterPartitions)
        .compactMap(\.deadLetterPlace)
    )
    return outcomes
  }

  // MARK: Requests

  /// The last report that was published to be sent.
  var newestReport: ReportId? { sent.last?.reportId }

  /// Publishes valid events and these records.
  ///
  /// - Returns: The valid events.
  func publish(valid count: Int, hostile: [HostileRecord]) async throws -> [GeneratedEvent] {
    let events = try (0..<count).map { _ in
      Int.random(in: 0..<5, using: &random) == 0 ? generator.prepare() : try generator.submit()
    }
    sent += events.filter { $0.expectation == .accepted }
    let valid = events.map { letter($0) }
    try await publish(valid + hostile.map { ($0.request, $0.record) })
    return events
  }

  /// A record that was published by other means.
  func note(_ request: Request) { requests.append(request) }

  private func next() throws -> Letter {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<8:
      return letter(generator.prepare())
    case ..<15:
      guard let kind = BadEvent.catalogue.randomElement(using: &random) else { break }
      let event = try generator.bad(kind)
      if event.value.count < Self.largestEvent { return letter(event) }
    case ..<17:
      return letter(generator.resolve())
    case ..<25:
      guard let event = sent.suffix(200).randomElement(using: &random) else { break }
      return letter(event.underAnotherId(), .again)
    default: break
    }
    let event = try generator.submit()
    sent.append(event)
    return letter(event)
  }

  /// A request and its record.
  private typealias Letter = (request: Request, record: ProducerRecord)

  private func letter(_ event: GeneratedEvent, _ kind: Request.Kind? = nil) -> Letter {
    (
      Request(
        eventId: event.eventId,
        reportId: event.reportId,
        kind: kind ?? .first(event.expectation),
        label: event.label
      ),
      event.record(topic: world.configuration.topics.requests)
    )
  }

  private func letter(_ resolution: ResolveRequest.Resolution, on reportId: ReportId) -> Letter {
    let event = TimeReportEvent(
      eventId: UUID().uuidString.lowercased(),
      source: "urn:elt-adapter:crash-test",
      subject: reportId,
      request: .resolve(ResolveRequest(reportId: reportId, resolution: resolution, reason: "crash test"))
    )
    return (
      Request(eventId: event.eventId, reportId: reportId, kind: .decision(resolution), label: "decision"),
      ProducerRecord(
        topic: world.configuration.topics.requests,
        key: Array(reportId.text.utf8),
        value: event.encoded(time: wallClock()),
        headers: [RecordHeader(name: "content-type", value: Array(TimeReportEvent.contentType.utf8))]
      )
    )
  }

  /// Pauses or resumes publishing.
  func keepSilent(_ isSilent: Bool) async throws {
    self.isSilent = isSilent
    while isSilent, isPublishing { try await Task.sleep(for: .milliseconds(20)) }
  }

  private func publish(_ letters: [Letter]) async throws {
    while isSilent { try await Task.sleep(for: .milliseconds(20)) }
    isPublishing = true
    defer { isPublishing = false }
    var batch = letters.map(\.request)
    let now = wallClock()
    let producer = try KafkaProducer(
      KafkaConfiguration(bootstrapServers: world.configuration.kafka.bootstrapServers)
    )
    let places = try? await producer.send(letters.map(\.record))
    await producer.close()
    for index in batch.indices {
      batch[index].publishedAt = now
      batch[index].place = places?[index]
    }
    requests += batch
  }

  // MARK: Decisions

  private func decide(_ outcomes: [OutcomeEvent]) async throws {
    var doubts: [ReportId: Int] = [:]
    for outcome in outcomes where outcome.outcome.type == .inDoubt {
      if let reportId = outcome.reportId { doubts[reportId, default: 0] += 1 }
    }
    let received = Dictionary(grouping: world.simulator.received.filter(\.result.isReceived), by: \.reportId)
    var decisions: [Letter] = []
    for (reportId, count) in doubts.sorted(by: { $0.key < $1.key })
    where decided[reportId, default: 0] < count {
      decided[reportId] = count
      guard let resolution = resolution(received[reportId]?.first) else { continue }
      decisions.append(letter(resolution, on: reportId))
    }
    if !decisions.isEmpty { try await publish(decisions) }
  }

  /// Usually the right decision, sometimes a wrong one, sometimes none yet.
  private func resolution(_ call: ReceivedCall?) -> ResolveRequest.Resolution? {
    let draw = Int.random(in: 0..<10, using: &random)
    if draw == 0 { return nil }
    if draw == 1 { return .abandon }
    guard case .receipt(let txId)? = call?.result, draw > 3 else { return .resend }
    return .accepted(txId: txId)
  }
}

extension GeneratedEvent {
  /// The same request with a new event id.
  fileprivate func underAnotherId() -> GeneratedEvent {
    guard let eventId else { return self }
    let id = UUID().uuidString.lowercased()
    var event = self
    event.eventId = id
    event.value = value.replacing(Array(eventId.utf8), with: Array(id.utf8))
    event.headers = headers.map { ($0.name, $0.value.replacing(Array(eventId.utf8), with: Array(id.utf8))) }
    event.label = "again: \(label)"
    return event
  }
}
