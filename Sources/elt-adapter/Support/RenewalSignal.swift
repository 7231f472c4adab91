internal import Adapter
internal import ServiceLifecycle
internal import UnixSignals

/// SIGHUP reloads the certificate files immediately.
struct RenewalSignal: Service {
  let renewal: CertificateRenewal

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      await renewal.reloadNow()
    }
  }
}
