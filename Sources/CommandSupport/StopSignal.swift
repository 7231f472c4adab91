internal import Foundation
internal import Glibc
package import Logging
internal import Telemetry
internal import UnixSignals

/// SIGTERM or SIGINT.
package enum StopSignal {
  package static func wait() async {
    for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return }
  }

  /// Stops gracefully on the first signal and ends the process immediately on the second, or when stopping takes longer than
  /// `patience`. The ledger holds the calls in progress, so the next owner of the partition finds them in doubt.
  package static func handle(logger: Logger, stop: @Sendable () async -> Void) async {
    var isStopping = false
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
      if isStopping {
        logger.log(.stopForced)
        // The exit code that shells report for a process ended by this signal.
        _exit(128 + (signal == .sigterm ? SIGTERM : SIGINT))
      }
      isStopping = true
      logger.log(.stopRequested)
      limitStop(logger)
      await stop()
    }
  }

  /// Shorter than the 60 s after which systemd and Kubernetes kill the process in the deployments of this repository, longer
  /// than the 25 s for calls in progress and closing every client.
  private static let patience: TimeInterval = 55

  /// Uses its own thread, because whatever blocks the shutdown may occupy all others.
  private static func limitStop(_ logger: Logger) {
    Thread.detachNewThread {
      Thread.sleep(forTimeInterval: patience)
      logger.log(.stopTimedOut)
      _exit(ExitStatus.environment.rawValue)
    }
  }
}
