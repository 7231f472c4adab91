internal import Logging
internal import ServiceLifecycle

/// Puts renewed certificates to use without a restart, and tells when one runs out.
///
/// Files are looked at every half minute. Where a set of them has changed, all of it is read and checked; only what fits
/// together is used, else what was in use stays, with an alarm, and the files are tried again when they change.
struct CertificateRenewal: Service {
  private let files: [RenewableFiles]
  private let book: CertificateBook
  private let telemetry: Telemetry
  private let clock: AdapterClock

  static let interval: Duration = .seconds(30)

  init(_ files: [RenewableFiles], book: CertificateBook, telemetry: Telemetry, clock: AdapterClock) {
    (self.files, self.book, self.telemetry, self.clock) = (files, book, telemetry, clock)
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var seen = files.map(\.fingerprint)
      for set in files { book.note(set.name, problem: nil) }
      var warnings = ExpiryWarnings()
      while !Task.isCancelled {
        tell(&warnings)
        try? await clock.sleep(clock.steady() + Self.interval)
        for (index, set) in files.enumerated() {
          let now = set.fingerprint
          guard now != seen[index], !Task.isCancelled else { continue }
          seen[index] = now
          renew(set)
        }
      }
    }
  }

  private func renew(_ set: RenewableFiles) {
    do {
      try set.renew()
      book.note(set.name, problem: nil)
      telemetry.logger.notice(
        "Certificate files have changed and are in use now.",
        metadata: metadata(set.name)
      )
    } catch {
      book.note(set.name, problem: "\(error)")
      telemetry.logger.error(
        "Certificate files have changed and cannot be used; those before stay in use. \(error)",
        metadata: metadata(set.name)
      )
    }
  }

  private func tell(_ warnings: inout ExpiryWarnings) {
    for status in warnings.due(book.statuses(at: Int(clock.wall() / 1000))) {
      let isUrgent = status.daysLeft <= ExpiryWarnings.thresholds.last ?? 0
      telemetry.logger.log(
        level: isUrgent ? .error : .warning,
        status.daysLeft < 0
          ? "A certificate has expired (\(status.expiresOn)). Put a new one in place of it; no restart is needed."
          : "A certificate is good for \(status.daysLeft) more days (\(status.expiresOn)). Order a new one.",
        metadata: metadata(status.name)
      )
    }
  }

  private func metadata(_ name: String) -> Logger.Metadata { [LogKey.certificate: "\(name)"] }
}
