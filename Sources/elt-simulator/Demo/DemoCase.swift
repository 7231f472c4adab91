internal import ELTSimulator
internal import SyntheticEvents
internal import TimeReport

/// A report of the demo: its event, the fault that the simulator injects for it, and the expected outcome.
struct DemoCase: Sendable {
  let event: GeneratedEvent
  /// nil if the simulator answers normally.
  let fault: FaultRule?
  let label: String
  let expected: Expected

  enum Expected: Sendable, Equatable {
    /// If a code is given, it must be among the problems.
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

  /// A valid report for which the simulator injects a fault.
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

/// The outcomes of a demo report.
struct DemoResult: Sendable {
  let demoCase: DemoCase
  /// Every outcome and dead letter of the report. Exactly one is expected.
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
