/// Decides when the log tells that a certificate runs out: once at 60, 30 and 7 days, and every day from then on.
struct ExpiryWarnings: Sendable {
  /// What was told of each certificate last.
  private var told: [String: Told] = [:]

  private struct Told: Equatable {
    let expiresOn: String
    let level: Int
  }

  /// The certificates to tell of now. A new certificate in place of one begins afresh.
  mutating func due(_ statuses: [CertificateStatus]) -> [CertificateStatus] {
    var due: [CertificateStatus] = []
    for status in statuses {
      guard let level = Self.level(status.daysLeft) else {
        told[status.name] = nil
        continue
      }
      let now = Told(expiresOn: status.expiresOn, level: level)
      if told[status.name] != now { due.append(status) }
      told[status.name] = now
    }
    return due
  }

  /// The threshold that was passed last; below the smallest each day is one of its own.
  private static func level(_ daysLeft: Int) -> Int? {
    guard let smallest = ExpiryMark.thresholds.last?.daysLeft, daysLeft > smallest else { return daysLeft }
    return ExpiryMark.thresholds.last { daysLeft <= $0.daysLeft }?.daysLeft
  }
}
