internal import Glibc
internal import Logging
internal import UnixSignals

/// SIGTERM or SIGINT.
enum StopSignal {
  static func wait() async {
    for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return }
  }

  /// The first signal stops in good order. The second ends the process at once, without any more of its code: what was
  /// under way is in the ledger, and the next owner of the partition finds it there.
  static func obey(logger: Logger, stop: @Sendable () async -> Void) async {
    var isStopping = false
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
      if isStopping {
        logger.critical("A second signal: the process ends at once. Calls under way are in doubt.")
        // As shells tell of a process that a signal has ended.
        _exit(128 + (signal == .sigterm ? SIGTERM : SIGINT))
      }
      isStopping = true
      logger.notice("Stopping: calls under way are finished and settled first. A second signal ends at once.")
      await stop()
    }
  }
}
