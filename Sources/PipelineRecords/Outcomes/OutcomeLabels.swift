internal import Telemetry
package import TimeReport

extension OutcomeType: MetricLabel {
  package var label: String {
    switch self {
    case .prepared: "prepared"
    case .accepted: "accepted"
    case .rejected: "rejected"
    case .inDoubt: "in-doubt"
    case .failed: "failed"
    }
  }
}

extension ProblemCode: MetricLabel {
  package var label: String { rawValue }
}

extension Outcome {
  /// The codes of its problems.
  package var codes: [ProblemCode] {
    switch self {
    case .rejected(_, let problems, _), .failed(_, let problems, _): problems.map(\.code)
    case .prepared, .accepted, .inDoubt: []
    }
  }
}
