/// How long a certificate of ours is still good for.
package struct CertificateStatus: Sendable, Equatable, Encodable {
  /// `client` or `signing`.
  package let name: String
  /// Whole days, rounded down; negative once it has expired.
  package let daysLeft: Int
  /// The last day, in UTC: `YYYY-MM-DD`.
  package let expiresOn: String

  package init(name: String, daysLeft: Int, expiresOn: String) {
    self.name = name
    self.daysLeft = daysLeft
    self.expiresOn = expiresOn
  }
}
