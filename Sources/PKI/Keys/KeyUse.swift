internal import Synchronization

/// Counts the verifications with public keys in a task, so that tests can compare the cost of inputs without a clock.
package final class KeyUse: Sendable {
  @TaskLocal static var current: KeyUse?

  private let counted = Mutex(0)

  private init() {}

  /// - Returns: the number of verifications that `body` made.
  package static func count(in body: () throws -> Void) rethrows -> Int {
    let use = KeyUse()
    try $current.withValue(use, operation: body)
    return use.counted.withLock { $0 }
  }

  /// Notes verifications that are about to be made.
  package static func note(_ count: Int = 1) {
    current?.counted.withLock { $0 += count }
  }
}
