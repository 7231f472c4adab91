/// Decides what is stuck. Whoever must come round or come to an end says by when; who has not said or done so then is stuck.
struct Watchdog: Sendable {
  /// What can be stuck.
  enum Part: Sendable, Hashable {
    /// The loop of a role, which polls Kafka.
    case loop(Role)
    /// The submitter of an outbox partition, while there is something for it to do.
    case submitter(partition: Int32)
    /// A call to ELT.
    case call(partition: Int32, offset: Int64)
  }

  private var due: [Part: ContinuousClock.Instant] = [:]

  /// The part has to be heard of again by then.
  mutating func expect(_ part: Part, by time: ContinuousClock.Instant) { due[part] = time }

  /// As `expect`, but what is already due earlier stays so: being asked for more is no sign of life.
  mutating func hasten(_ part: Part, by time: ContinuousClock.Instant) {
    due[part] = min(due[part] ?? time, time)
  }

  /// The part has nothing to do.
  mutating func done(_ part: Part) { due[part] = nil }

  /// In a fixed order.
  func overdue(at now: ContinuousClock.Instant) -> [Part] {
    due.filter { $0.value < now }.map(\.key).sorted { $0.description < $1.description }
  }
}

extension Watchdog.Part: CustomStringConvertible {
  var description: String {
    switch self {
    case .loop(let role): "\(role.rawValue) loop"
    case .submitter(let partition): "submitter of outbox partition \(partition)"
    case .call(let partition, let offset): "call of outbox partition \(partition) at offset \(offset)"
    }
  }
}
