internal import Adapter
internal import Logging
internal import ServiceLifecycle
internal import Telemetry
internal import UnixSignals

/// SIGUSR1 raises the log detail by one level; SIGUSR2 restores the configured level.
struct LogLevelSignals: Service {
  let level: LogLevel
  let logger: Logger

  func run() async throws {
    for await signal in await UnixSignalsSequence(trapping: .sigusr1, .sigusr2).cancelOnGracefulShutdown() {
      let new = signal == .sigusr1 ? level.raiseDetail() : level.restore()
      logger.log(.logLevelChanged, [LogKey.logLevel: "\(new.rawValue)"])
    }
  }
}

/// SIGHUP reloads the certificate files immediately.
struct RenewalSignal: Service {
  let renewal: CertificateRenewal

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      await renewal.reloadNow()
    }
  }
}
