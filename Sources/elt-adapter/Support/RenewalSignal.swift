internal import Adapter
internal import ServiceLifecycle
internal import UnixSignals

/// SIGHUP has certificate files looked at now: whoever sends it has put all of them in place.
struct RenewalSignal: Service {
  let renewal: CertificateRenewal

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      await renewal.reloadNow()
    }
  }
}
