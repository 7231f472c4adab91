internal import Logging
internal import Operations
internal import ServiceLifecycle
internal import Telemetry

/// Reloads renewed certificate files without a restart, and logs certificates that expire soon.
///
/// It checks the files every half minute and on request. If a set of files has changed, it reads and checks the whole set.
/// Only files that fit together and are valid now replace those in use; otherwise it logs an error.
package actor CertificateRenewal: Service {
  private var sets: [(files: RenewableFiles, decision: RenewalDecision)]
  private var warnings = ExpiryWarnings()
  private let book: CertificateBook
  private let telemetry: Telemetry
  private let clock: AdapterClock

  static let interval: Duration = .seconds(30)

  init(_ files: [RenewableFiles], book: CertificateBook, telemetry: Telemetry, clock: AdapterClock) {
    sets = files.map { ($0, RenewalDecision(inUse: $0.inUse)) }
    (self.book, self.telemetry, self.clock) = (book, telemetry, clock)
    for set in files { book.note(set.name, problem: nil) }
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.warnOfExpiry()
        try? await self.clock.sleep(self.clock.steady() + Self.interval)
        if !Task.isCancelled { await self.check() }
      }
    }
  }

  /// Reloads changed files now. The caller guarantees that all files of a set are written.
  package func reloadNow() {
    telemetry.logger.log(.certificateReloadRequested)
    check(isComplete: true)
  }

  private func check(isComplete: Bool = false) {
    for index in sets.indices {
      let files = sets[index].files
      let found = files.fingerprint
      switch sets[index].decision.next(found, isComplete: isComplete) {
      case .nothing: break
      case .reverted:
        book.note(files.name, problem: nil)
        telemetry.logger.log(.certificatesReverted, metadata(files.name))
      case .read: renew(index, found)
      }
    }
  }

  private func renew(_ index: Int, _ found: [String]) {
    let files = sets[index].files
    do {
      try files.renew()
      sets[index].decision.used(found)
      book.note(files.name, problem: nil)
      telemetry.logger.log(.certificatesReloaded, metadata(files.name))
    } catch {
      book.note(files.name, problem: "\(error)")
      guard sets[index].decision.refused("\(error)") else { return }
      telemetry.logger.log(.certificateReloadFailed, metadata(files.name), detail: "\(error)")
    }
  }

  private func warnOfExpiry() {
    for status in warnings.due(book.statuses(at: clock.seconds)) {
      let isUrgent = status.mark == .urgent || status.mark == .expired
      telemetry.logger.log(
        isUrgent ? .certificateExpiringUrgently : .certificateExpiring,
        metadata(status.name),
        detail: "It is \(status.validity). \(status.remedy)"
      )
    }
  }

  private nonisolated func metadata(_ name: String) -> Logger.Metadata { [LogKey.certificate: "\(name)"] }
}
