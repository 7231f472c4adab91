internal import TimeReport

/// Why an instance ended or was suspended.
enum DeathKind: Sendable, Hashable, Comparable {
  /// SIGKILL at a random moment.
  case random
  /// SIGKILL while the simulator had an unanswered call.
  case callReceived
  /// SIGKILL by the instance itself at this step boundary.
  case boundary(String)
  /// SIGSTOP for longer than the session and transaction timeouts, then SIGCONT.
  case stopped
  /// SIGKILL to all instances before a restart of the broker; see `Storm`.
  case withBroker
  /// SIGKILL after the instance logged an uncommitted batch; see `Fleet`.
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
  let at: Timestamp
  /// Whether the instance was the submitter.
  let wasSender: Bool
}
