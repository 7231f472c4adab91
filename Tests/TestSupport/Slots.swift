internal import Foundation
internal import Synchronization

/// Limits the number of brokers or programs that run at the same time in a test process. More than the machine has cores would
/// only slow each other down.
package final class Slots: Sendable {
  /// Slots for tests with a broker, in this process or outside, and the programs that they keep running.
  package static let brokers = Slots(machineWidth)
  /// Slots for programs that run to their end. They are separate, because tests with a broker run such programs.
  package static let programs = Slots(machineWidth)

  private static var machineWidth: Int { max(2, ProcessInfo.processInfo.activeProcessorCount) }

  private let free: Mutex<Int>
  private let changes = Changes()

  init(_ count: Int) { free = Mutex(count) }

  /// Runs the body when a slot is free.
  package func withSlot<Result>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> sending Result
  ) async throws -> sending Result {
    try await take()
    defer { giveBack() }
    return try await body()
  }

  private func take() async throws {
    while !takeFree() {
      // Earlier tests may take any time.
      try await changes.wait(for: "a slot", limit: nil) { free.withLock { $0 > 0 } }
    }
  }

  private func takeFree() -> Bool {
    free.withLock { free in
      guard free > 0 else { return false }
      free -= 1
      return true
    }
  }

  private func giveBack() {
    free.withLock { $0 += 1 }
    changes.changed()
  }
}
