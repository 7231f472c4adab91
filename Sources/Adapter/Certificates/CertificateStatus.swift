package import PKI
internal import TimeReport

/// How long a certificate of ours is still good for. Its JSON is public contract: members are added, never changed.
package struct CertificateStatus: Sendable, Equatable, Encodable {
  /// `client` or `signing`.
  package let name: String
  /// Whole days, rounded down; negative once it has expired. Where an issuer in its chain ends first, that issuer's.
  package let daysLeft: Int
  /// The last day, in UTC: `YYYY-MM-DD`.
  package let expiresOn: String
  /// Whether it is an issuer's certificate that ends first.
  package let isIssuers: Bool
  /// The first day, in UTC, where that has not come yet.
  package let validFrom: String?
  /// Left out where nothing is to be done.
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
  init(_ name: String, _ credential: Credential, at now: Int) {
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
  /// For how long, to go on from "the certificate is".
  package var validity: String {
    switch (isIssuers, daysLeft < 0) {
    case (false, false): "valid for \(daysLeft) more days (\(expiresOn))"
    case (false, true): "expired (\(expiresOn))"
    case (true, false): "valid for \(daysLeft) more days (\(expiresOn)), until its issuer's certificate ends"
    case (true, true): "valid, but its issuer's certificate has expired (\(expiresOn))"
    }
  }

  /// What to do once it is marked.
  package var remedy: String {
    switch (isIssuers, daysLeft < 0) {
    case (false, false): "Order a new one."
    case (false, true): "Put a new one in place of it; no restart is needed."
    case (true, false): "Ask the issuer what takes its place."
    case (true, true): "Get its new certificate, or a new one from another issuer."
    }
  }

  /// What the log says once it is due.
  var sentence: String {
    let what =
      switch (isIssuers, daysLeft < 0) {
      case (false, true): "A certificate has expired (\(expiresOn))."
      case (false, false): "A certificate is good for \(daysLeft) more days (\(expiresOn))."
      case (true, true): "The issuer of a certificate has expired (\(expiresOn))."
      case (true, false):
        "The issuer of a certificate is good for \(daysLeft) more days (\(expiresOn)), the certificate for longer."
      }
    return "\(what) \(remedy)"
  }
}
