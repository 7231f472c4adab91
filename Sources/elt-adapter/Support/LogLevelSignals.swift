internal import Telemetry
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// SIGUSR1 has one level more logged, SIGUSR2 goes back to the configured one. Only who may signal the process can do it.
struct LogLevelSignals: Service {
  let level: LogLevel
  let logger: Logger

  func run() async throws {
    for await signal in await UnixSignalsSequence(trapping: .sigusr1, .sigusr2).cancelOnGracefulShutdown() {
      let new = signal == .sigusr1 ? level.raiseDetail() : level.restore()
      // Said at the highest level, so that it is seen whatever the level is.
      logger.critical("The log level is \(new.rawValue) now.")
    }
  }
}
