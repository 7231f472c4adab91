internal import SyntheticEvents
internal import ELTSimulator
internal import TimeReport

/// One report of the demo: the event, what the simulator is told to do with it, and what must become of it.
struct DemoCase: Sendable {
  let event: GeneratedEvent
  /// Nil: the simulator answers as the agency would.
  let fault: FaultRule?
  let label: String
  let expected: Expected

  enum Expected: Sendable, Equatable {
    /// With this code among its problems, where one is named.
    case outcome(OutcomeType, ProblemCode?)
    case deadLetter(ProblemCode)
  }

  init(_ event: GeneratedEvent) {
    self.event = event
    fault = nil
    label = event.label
    expected =
      switch event.expectation {
      case .prepared: .outcome(.prepared, nil)
      case .accepted: .outcome(.accepted, nil)
      case .rejected(_, let code): .outcome(.rejected, code)
      case .deadLetter(let code): .deadLetter(code)
      }
  }

  /// A report that is in order, but meets trouble at ELT.
  init(
    _ event: GeneratedEvent,
    meets fault: Fault,
    only times: Int? = nil,
    called label: String,
    becomes expected: Expected
  ) {
    self.event = event
    var match = FaultRule.Match(reportId: event.reportId)
    match.first = times
    self.fault = FaultRule(fault, match)
    self.label = label
    self.expected = expected
  }
}

/// What became of a demo report.
struct DemoResult: Sendable {
  let demoCase: DemoCase
  /// Every outcome and dead letter that came: there must be one.
  var ends: [End] = []

  struct End: Sendable {
    let name: String
    let detail: String
    /// From publishing to reading.
    let after: Duration
    let isExpected: Bool
  }

  var isAsExpected: Bool { ends.count == 1 && ends.allSatisfy(\.isExpected) }
}
