internal import Synchronization

/// Records values from any thread and lets a test wait for them.
package final class Recorder<Element: Sendable>: Sendable {
  private let recorded = Mutex<[Element]>([])
  private let changes = Changes()

  package init() {}

  package var elements: [Element] { recorded.withLock { $0 } }

  package func append(_ element: Element) {
    recorded.withLock { $0.append(element) }
    changes.changed()
  }

  /// Waits for the first element that matches.
  @discardableResult
  package func first(where matches: (Element) -> Bool) async throws -> Element {
    var seen = 0
    while true {
      let elements = elements
      if let element = elements.dropFirst(seen).first(where: matches) { return element }
      seen = elements.count
      try await changes.wait(for: "an element, after \(seen) others") {
        recorded.withLock { $0.count > seen }
      }
    }
  }

  /// Waits until the condition holds; it is checked again after each new element.
  package func until(_ isDone: () -> Bool) async throws {
    while true {
      let seen = recorded.withLock(\.count)
      if isDone() { return }
      try await changes.wait(for: "a condition, after \(seen) elements") {
        recorded.withLock { $0.count > seen }
      }
    }
  }
}
