internal import Synchronization

/// Wakes tasks that wait for a change. A wait ends with the change, with the cancellation of its task, or when `Patience` is
/// exhausted.
package final class Changes: Sendable {
  private struct State {
    var lastWaiter: UInt64 = 0
    var waiters: [UInt64: CheckedContinuation<Void, any Error>] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Call it after the change, outside the lock that `isThere` takes.
  package func changed() {
    Patience.progressed()
    let waiters = state.withLock { state in
      defer { state.waiters = [:] }
      return state.waiters
    }
    for waiter in waiters.values { waiter.resume() }
  }

  /// Returns at the next change, or at once if `isThere` is true.
  ///
  /// - Parameters:
  ///   - what: completes "The test waited for …".
  ///   - limit: nil if the length of the wait depends on other tests.
  package func wait(
    for what: String,
    limit: Duration? = Patience.limit,
    unless isThere: () -> Bool
  ) async throws {
    let waiter = state.withLock { state in
      state.lastWaiter += 1
      return state.lastWaiter
    }
    let watchdog = limit.map { limit in
      Task {
        try await Patience.exhausted(limit: limit)
        end(waiter, TestFailure("Nothing progressed for \(limit). The test waited for \(what)."))
      }
    }
    defer { watchdog?.cancel() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let outcome: Result<Void, any Error>? = state.withLock { state in
          // A cancellation before this point found no waiter to end.
          if Task.isCancelled { return .failure(CancellationError()) }
          if isThere() { return .success(()) }
          state.waiters[waiter] = continuation
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      end(waiter, CancellationError())
    }
  }

  private func end(_ waiter: UInt64, _ error: any Error) {
    state.withLock { $0.waiters.removeValue(forKey: waiter) }?.resume(throwing: error)
  }
}
