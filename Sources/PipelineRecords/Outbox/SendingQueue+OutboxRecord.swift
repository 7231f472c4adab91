package import Telemetry
internal import TimeReport

extension SendingQueue {
  /// Adds the call that the next record of the partition needs.
  ///
  /// - Parameter record: Nil for an unreadable record, which needs no call.
  package mutating func add(_ record: OutboxRecord?) {
    guard let record else { return }
    switch record.request {
    case .submit: addReport(month: record.month?.description)
    case .resolve(.resend): addRepeatedCall()
    case .resolve(.accepted), .resolve(.abandon): break
    }
  }
}
