package import Logging
internal import Synchronization

/// The log level of the process. It can be changed while the process runs.
package final class LogLevel: Sendable {
  private let configured: Logger.Level
  private let level: Mutex<Logger.Level>

  package init(_ configured: Logger.Level) {
    self.configured = configured
    level = Mutex(configured)
  }

  package var current: Logger.Level { level.withLock { $0 } }

  /// Lowers the level by one step, so that more is logged; returns the new level.
  package func raiseDetail() -> Logger.Level {
    level.withLock { level in
      let all = Logger.Level.allCases.sorted()
      level = all.last { $0 < level } ?? level
      return level
    }
  }

  /// Restores the configured level; returns it.
  package func restore() -> Logger.Level {
    level.withLock { level in
      level = configured
      return level
    }
  }
}
