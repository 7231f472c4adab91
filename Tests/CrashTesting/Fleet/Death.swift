/// Why an instance ended, or was out of action.
enum DeathKind: Sendable, Hashable, Comparable {
  /// SIGKILL at a random moment.
  case random
  /// SIGKILL when the simulator had a call that it had not answered yet.
  case callReceived
  /// SIGKILL by itself, at this step.
  case boundary(String)
  /// SIGSTOP, for longer than the group and its transactions wait, and SIGCONT.
  case stopped
  /// SIGKILL to all at once, before the broker was restarted; see `Storm`.
  case withBroker
  /// SIGKILL after it said that a batch was not committed; see `Fleet`.
  case abortedBatch

  var name: String {
    switch self {
    case .random: "at random"
    case .callReceived: "call-received"
    case .boundary(let name): name
    case .stopped: "stopped and continued"
    case .withBroker: "together with the broker"
    case .abortedBatch: "after an aborted batch"
    }
  }
}

struct Death: Sendable {
  let kind: DeathKind
  let instanceId: String
  /// Milliseconds since 1970.
  let at: Int64
  /// Whether it was the one that sends.
  let wasSender: Bool
}
