internal import Foundation
internal import Synchronization
internal import TimeReport

/// Every received call, in memory and optionally in a file. It grows with every call.
final class Journal: Sendable {
  private let state: Mutex<State>
  private let file: JournalFile?
  private let repeatedReport: SimulatorConfiguration.RepeatedReport

  private struct State {
    var calls: [ReceivedCall] = []
    /// The receipts of each received report id, in order.
    var receipts: [ReportId: [ReceiptId]] = [:]
    var followers: [Int: AsyncStream<ReceivedCall>.Continuation] = [:]
    var lastFollower = 0
    var isClosed = false
  }

  init(path: String?, repeatedReport: SimulatorConfiguration.RepeatedReport) throws {
    file = try path.map(JournalFile.init)
    self.repeatedReport = repeatedReport
    state = Mutex(State())
  }

  /// Records a call. A valid report gets its receipt here, because the receipt depends on earlier calls.
  ///
  /// - Parameter result: nil for a valid report.
  func record(
    _ report: ReportReference?,
    result: ReceivedCall.Result?,
    fault: Fault?,
    arrival: Arrival
  ) -> ReceivedCall {
    state.withLock { state in
      let earlier = report.map { state.receipts[$0.id, default: []] } ?? []
      let call = ReceivedCall(
        number: state.calls.count + 1,
        at: arrival.time,
        reportId: report?.id,
        digest: report?.digest,
        result: result ?? verdict(after: earlier),
        seenBefore: earlier.count,
        injected: fault?.name,
        intervalMilliseconds: arrival.interval.map { $0 / .milliseconds(1) }
      )
      state.calls.append(call)
      if let id = report?.id, case .receipt(let txId) = call.result { state.receipts[id] = earlier + [txId] }
      for follower in state.followers.values { follower.yield(call) }
      file?.append(call)
      return call
    }
  }

  var calls: [ReceivedCall] { state.withLock(\.calls) }

  /// Every call so far, then each new one, until the journal is closed.
  func follow() -> AsyncStream<ReceivedCall> {
    let (stream, continuation) = AsyncStream.makeStream(of: ReceivedCall.self)
    let number = state.withLock { state -> Int in
      for call in state.calls { continuation.yield(call) }
      guard !state.isClosed else {
        continuation.finish()
        return 0
      }
      state.lastFollower += 1
      state.followers[state.lastFollower] = continuation
      return state.lastFollower
    }
    continuation.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.followers.removeValue(forKey: number) }
    }
    return stream
  }

  /// Finishes all followers and returns when the file is written.
  func close() async {
    let followers = state.withLock { state in
      state.isClosed = true
      return state.followers
    }
    for follower in followers.values { follower.finish() }
    await file?.close()
  }

  /// Why the file is incomplete; nil if it is complete.
  var fileProblem: String? { file?.problem }

  private func verdict(after earlier: [ReceiptId]) -> ReceivedCall.Result {
    switch (repeatedReport, earlier.first) {
    case (.sameReceipt, let txId?): .receipt(txId: txId)
    case (.refuse, _?): .xmlValidationError
    default: .receipt(txId: ReceiptId(UUID().uuidString.lowercased()) ?? .unknown)
    }
  }
}

/// The report of a call.
struct ReportReference: Sendable, Hashable {
  var id: ReportId
  /// The SHA-256 of the document's canonical form.
  var digest: Digest
}
