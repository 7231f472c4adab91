internal import ELT
internal import Logging
internal import TimeReport

extension Logger {
  /// Tells of a call that did not end as it should. The agency's own words are left out: they may quote the report.
  func tell(of result: SubmissionResult, reportId id: String?, offset: Int64) {
    let reportId = id ?? "unknown"
    switch result {
    case .notDelivered(let failure):
      // The alarm is the breaker's; this is one call of many.
      warning(
        "A call did not reach ELT. \(failure.sentence)",
        metadata: [
          LogKey.code: "\(failure.code.rawValue)", LogKey.reportId: "\(reportId)", LogKey.offset: "\(offset)",
        ]
      )
    case .serverFault(let fault):
      error(
        "ELT answered with a fault.",
        metadata: [
          LogKey.code: "\(fault.code.rawValue)", LogKey.reportId: "\(reportId)", LogKey.offset: "\(offset)",
        ]
      )
    case .unknown(let failure):
      error(
        "A report may or may not have arrived. \(failure.sentence)",
        metadata: [
          LogKey.code: "\(failure.code.rawValue)", LogKey.reportId: "\(reportId)", LogKey.offset: "\(offset)",
        ]
      )
    case .receipt, .refused: break
    }
  }
}
