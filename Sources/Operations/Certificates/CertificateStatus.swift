package import PKI
internal import TimeReport

/// When a certificate of the adapter expires. Its JSON is public contract: members are added, never changed.
package struct CertificateStatus: Sendable, Equatable, Encodable {
  /// `client` or `signing`.
  package let name: String
  /// Whole days, rounded down; negative after expiry. If an issuer in its chain expires first, that issuer's.
  package let daysLeft: Int
  /// The last day, in UTC: `YYYY-MM-DD`.
  package let expiresOn: String
  /// Whether an issuer's certificate expires first.
  package let isIssuers: Bool
  /// The first day of validity, in UTC, if it lies in the future.
  let validFrom: String?
  /// Nil if no action is needed.
  package let mark: ExpiryMark?

  package init(
    name: String,
    daysLeft: Int,
    expiresOn: String,
    isIssuers: Bool = false,
    validFrom: String? = nil
  ) {
    self.name = name
    self.daysLeft = daysLeft
    self.expiresOn = expiresOn
    self.isIssuers = isIssuers
    self.validFrom = validFrom
    mark = validFrom == nil ? ExpiryMark(daysLeft: daysLeft) : .notValidYet
  }

  /// - Parameter now: seconds since 1970.
  package init(_ name: String, _ end: Credential.End, at now: Int) {
    self.init(name, end, notBefore: now, at: now)
  }

  /// - Parameter now: seconds since 1970.
  package init(_ name: String, _ credential: Credential, at now: Int) {
    self.init(name, credential.end, notBefore: credential.notBefore, at: now)
  }

  private init(_ name: String, _ end: Credential.End, notBefore: Int, at now: Int) {
    self.init(
      name: name,
      daysLeft: Int((Double(end.notAfter - now) / 86_400).rounded(.down)),
      expiresOn: Self.day(end.notAfter),
      isIssuers: end.isIssuers,
      validFrom: notBefore > now ? Self.day(notBefore) : nil
    )
  }

  private static func day(_ seconds: Int) -> String {
    "\(CalendarDate(daysSinceEpoch: Int((Double(seconds) / 86_400).rounded(.down))))"
  }
}

extension CertificateStatus {
  /// Continues "the certificate is".
  package var validity: String {
    switch (isIssuers, daysLeft < 0) {
    case (false, false): "valid for \(daysLeft) more days (\(expiresOn))"
    case (false, true): "expired (\(expiresOn))"
    case (true, false):
      "valid for \(daysLeft) more days (\(expiresOn)), until its issuer's certificate expires"
    case (true, true): "valid, but its issuer's certificate has expired (\(expiresOn))"
    }
  }

  /// What to do when `mark` is set.
  package var remedy: String {
    switch (isIssuers, daysLeft < 0) {
    case (false, false): "Order a new one."
    case (false, true): "Replace it; no restart is needed."
    case (true, false): "Ask the issuer for the successor."
    case (true, true): "Get the issuer's new certificate, or a certificate from another issuer."
    }
  }
}

/// The certificates in the files of this host.
package struct CertificateStatuses: Sendable {
  package var known: [CertificateStatus] = []
  /// Why a certificate cannot be read, by its name: an operator's host need not have the keys.
  package var unread: [String: String] = [:]

  package init() {}
}
