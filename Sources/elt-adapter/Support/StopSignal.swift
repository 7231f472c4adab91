internal import Foundation
internal import Logging
internal import UnixSignals

/// SIGTERM or SIGINT.
enum StopSignal {
  /// The first one asks for a graceful stop, for which others have to provide; the second ends the process at once, as if
  /// killed by it. What was under way is in doubt, and the next owner of the outbox partition says so.
  static func endAtOnceWhenRepeated(_ logger: Logger) async {
    var isRepeated = false
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint) {
      if isRepeated {
        logger.critical("Told to stop a second time: ending at once.")
        exit(128 + signal.rawValue)
      }
      isRepeated = true
    }
  }

  static func wait() async {
    for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return }
  }
}
