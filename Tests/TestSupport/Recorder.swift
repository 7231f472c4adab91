internal import Synchronization

/// Keeps what a handler or listener is told, from any thread, and lets a test wait for it.
package final class Recorder<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  package init() {}

  package var elements: [Element] { state.withLock { $0.elements } }

  package func append(_ element: Element) {
    let waiters = state.withLock { state in
      state.elements.append(element)
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits, without end, for the first element that is as wanted.
  @discardableResult
  package func first(where isWanted: (Element) -> Bool) async -> Element {
    var seen = 0
    while true {
      let elements = elements
      if let element = elements.dropFirst(seen).first(where: isWanted) { return element }
      seen = elements.count
      await change(since: seen)
    }
  }

  private func change(since count: Int) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.elements.count > count { return true }
        state.waiters.append(continuation)
        return false
      }
      if isThere { continuation.resume() }
    }
  }
}
