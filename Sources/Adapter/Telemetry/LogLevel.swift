package import Logging
internal import Synchronization

/// The level of everything that is logged, which can be changed while the process runs.
package final class LogLevel: Sendable {
  private let configured: Logger.Level
  private let level: Mutex<Logger.Level>

  package init(_ configured: Logger.Level) {
    self.configured = configured
    level = Mutex(configured)
  }

  package var current: Logger.Level { level.withLock { $0 } }

  /// One level more is told; returns the new one.
  package func raiseDetail() -> Logger.Level {
    level.withLock { level in
      let all = Logger.Level.allCases.sorted()
      level = all.last { $0 < level } ?? level
      return level
    }
  }

  /// Back to what is configured; returns it.
  package func restore() -> Logger.Level {
    level.withLock { level in
      level = configured
      return level
    }
  }
}
