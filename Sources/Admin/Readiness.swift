internal import Operations
internal import Telemetry

/// Whether the instance is ready, and the reasons if not: the problems of the assessment that keep it from its work.
struct Readiness: Encodable, Sendable {
  let ready: Bool
  let reasons: [Reason]

  struct Reason: Encodable, Sendable, Equatable {
    let code: Assessment.Code
    let message: String
  }

  /// A standby is ready if its group has settled and an instance submits.
  init(_ assessment: Assessment) {
    reasons = assessment.problems.filter(\.blocksReadiness).map { Reason(code: $0.code, message: $0.why) }
    ready = reasons.isEmpty
  }
}

/// Whether the process makes progress; if not, it must be restarted.
struct Liveness: Encodable, Sendable {
  let alive: Bool
  let stuck: [String]

  init(stuck: [Watchdog.Part]) {
    alive = stuck.isEmpty
    self.stuck = stuck.map(\.description)
  }
}
