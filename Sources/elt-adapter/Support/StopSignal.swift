internal import UnixSignals

/// SIGTERM or SIGINT.
enum StopSignal {
  static func wait() async {
    for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return }
  }
}
