internal import ELT
internal import TimeReport

/// What a call to ELT ended in, as a label of metrics and an attribute of spans.
enum ResultLabel: String, Sendable, CaseIterable {
  case receipt, refused
  case notDelivered = "not-delivered"
  case serverFault = "server-fault"
  case unknown

  /// Those after which a report may be sent again.
  static let retried: [ResultLabel] = [.notDelivered, .serverFault, .unknown]
}

extension SubmissionResult {
  var label: ResultLabel {
    switch self {
    case .receipt: .receipt
    case .refused: .refused
    case .notDelivered: .notDelivered
    case .serverFault: .serverFault
    case .unknown: .unknown
    }
  }
}

extension OutcomeType {
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

extension RequestType {
  var label: String {
    switch self {
    case .prepare: "prepare"
    case .submit: "submit"
    case .resolve: "resolve"
    }
  }
}
