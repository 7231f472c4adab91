/// Decides which parts of the process are stuck: those that have not reported by the time they were due.
package struct Watchdog: Sendable {
  /// What can be stuck.
  package enum Part: Sendable, Hashable {
    /// The poll loop of a role.
    case loop(Role)
    /// The submitter of an outbox partition, while it has work.
    case submitter(partition: Int32)
    /// A call to ELT.
    case call(partition: Int32, offset: Int64)
  }

  private var due: [Part: ContinuousClock.Instant] = [:]

  /// The part must report again by `time`.
  mutating func expect(_ part: Part, by time: ContinuousClock.Instant) { due[part] = time }

  /// Like `expect`, but keeps an earlier due time: new work is not progress.
  mutating func expectUnlessDue(_ part: Part, by time: ContinuousClock.Instant) {
    due[part] = min(due[part] ?? time, time)
  }

  /// The part is idle.
  mutating func done(_ part: Part) { due[part] = nil }

  /// The overdue parts, sorted.
  func overdue(at now: ContinuousClock.Instant) -> [Part] {
    due.filter { $0.value < now }.map(\.key).sorted { $0.description < $1.description }
  }
}

extension Watchdog.Part: CustomStringConvertible {
  package var description: String {
    switch self {
    case .loop(let role): "\(role.rawValue) loop"
    case .submitter(let partition): "submitter of outbox partition \(partition)"
    case .call(let partition, let offset): "call of outbox partition \(partition) at offset \(offset)"
    }
  }
}
