internal import Logging
internal import ServiceLifecycle

/// Puts renewed certificates to use without a restart, and tells when one runs out.
///
/// Files are looked at every half minute, and whenever somebody asks for it. Where a set of them has changed, all of it is read and
/// checked; only what fits together and is valid now is used, else what was in use stays, with an alarm.
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
        await self.tell()
        try? await self.clock.sleep(self.clock.steady() + Self.interval)
        if !Task.isCancelled { await self.look() }
      }
    }
  }

  /// Reads what has changed at once: somebody says that all of it is there.
  package func lookNow() {
    telemetry.logger.notice("Certificate files are looked at now.")
    look(isComplete: true)
  }

  private func look(isComplete: Bool = false) {
    for index in sets.indices {
      let files = sets[index].files
      let found = files.fingerprint
      switch sets[index].decision.look(found, isComplete: isComplete) {
      case .nothing: break
      case .takenBack:
        book.note(files.name, problem: nil)
        telemetry.logger.notice(
          "Certificate files are again those that are in use.",
          metadata: metadata(files.name)
        )
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
      telemetry.logger.notice(
        "Certificate files have changed and are in use now.",
        metadata: metadata(files.name)
      )
    } catch {
      book.note(files.name, problem: "\(error)")
      guard sets[index].decision.refused("\(error)") else { return }
      telemetry.logger.error(
        "Certificate files have changed and cannot be used; those before stay in use, and these are tried again. \(error)",
        metadata: metadata(files.name)
      )
    }
  }

  private func tell() {
    for status in warnings.due(book.statuses(at: clock.seconds)) {
      let isUrgent = status.mark == .urgent || status.mark == .expired
      telemetry.logger.log(
        level: isUrgent ? .error : .warning,
        "\(status.sentence)",
        metadata: metadata(status.name)
      )
    }
  }

  private nonisolated func metadata(_ name: String) -> Logger.Metadata { [LogKey.certificate: "\(name)"] }
}
