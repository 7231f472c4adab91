internal import Operations

/// Decides when to log that a certificate expires: once at 60 and 30 days, and every day from 7 days on.
struct ExpiryWarnings: Sendable {
  /// The last warning about each certificate.
  private var logged: [String: Warning] = [:]

  private struct Warning: Equatable {
    let expiresOn: String
    let level: Int
  }

  /// The certificates to warn about now.
  mutating func due(_ statuses: [CertificateStatus]) -> [CertificateStatus] {
    var due: [CertificateStatus] = []
    for status in statuses {
      guard let level = Self.level(status.daysLeft) else {
        logged[status.name] = nil
        continue
      }
      let now = Warning(expiresOn: status.expiresOn, level: level)
      if logged[status.name] != now { due.append(status) }
      logged[status.name] = now
    }
    return due
  }

  /// The last threshold passed; below the smallest, each day is a threshold.
  private static func level(_ daysLeft: Int) -> Int? {
    guard let smallest = ExpiryMark.thresholds.last?.daysLeft, daysLeft > smallest else { return daysLeft }
    return ExpiryMark.thresholds.last { daysLeft <= $0.daysLeft }?.daysLeft
  }
}
