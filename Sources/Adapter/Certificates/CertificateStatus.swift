package import Credentials
internal import TimeReport

/// How long a certificate of ours is still good for.
package struct CertificateStatus: Sendable, Equatable, Encodable {
  /// `client` or `signing`.
  package let name: String
  /// Whole days, rounded down; negative once it has expired. Where an issuer in its chain ends first, that issuer's.
  package let daysLeft: Int
  /// The last day, in UTC: `YYYY-MM-DD`.
  package let expiresOn: String
  /// Whether it is an issuer's certificate that ends first.
  package let isIssuers: Bool

  package init(name: String, daysLeft: Int, expiresOn: String, isIssuers: Bool = false) {
    self.name = name
    self.daysLeft = daysLeft
    self.expiresOn = expiresOn
    self.isIssuers = isIssuers
  }

  /// - Parameter now: seconds since 1970.
  package init(_ name: String, _ end: Credential.End, at now: Int) {
    self.init(
      name: name,
      daysLeft: Int((Double(end.notAfter - now) / 86_400).rounded(.down)),
      expiresOn: "\(CalendarDate(daysSinceEpoch: end.notAfter / 86_400))",
      isIssuers: end.isIssuers
    )
  }
}
