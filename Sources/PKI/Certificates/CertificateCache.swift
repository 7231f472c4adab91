internal import Synchronization

/// Caches parsed certificates by all of their bytes. Parsing one and using its key for the first time cost as much as
/// three RSA verifications. The cache decides nothing: certificates are verified each time.
final class CertificateCache: Sendable {
  private let kept = Mutex(Kept())
  private let maximum: Int

  private struct Kept {
    var certificates: [Key: Certificate] = [:]
    /// Size of all certificates.
    var bytes = 0
  }

  /// Hashes all bytes at once; an array would hash each byte separately.
  private struct Key: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }

  /// - Parameter maximum: number of certificates kept, at two kilobytes each (the size of a person's certificate).
  init(maximum: Int) { self.maximum = maximum }

  var count: Int { kept.withLock(\.certificates.count) }

  /// - Returns: nil if the certificate is unreadable, which is not cached.
  func certificate(_ der: [UInt8]) -> Certificate? {
    let key = Key(bytes: der)
    if let certificate = kept.withLock({ $0.certificates[key] }) { return certificate }
    guard let certificate = Certificate(der: der) else { return nil }
    kept.withLock { kept in
      // A hostile sender can only make the cache useless.
      if kept.certificates.count >= maximum || kept.bytes + der.count > maximum * 2048 { kept = Kept() }
      if kept.certificates.updateValue(certificate, forKey: key) == nil { kept.bytes += der.count }
    }
    return certificate
  }
}

extension Certificate {
  /// Reads the certificates of one signature, the signer's first.
  ///
  /// - Returns: nil if one of them is unreadable, or there is none.
  package static func chain(_ encoded: [[UInt8]]) -> [Certificate]? {
    guard let first = encoded.first, let signer = signers.certificate(first) else { return nil }
    var chain = [signer]
    for der in encoded.dropFirst() {
      guard let issuer = issuer(der) else { return nil }
      chain.append(issuer)
    }
    return chain
  }

  /// Reads the certificate of an issuer or of a responder.
  package static func issuer(_ der: [UInt8]) -> Certificate? { issuers.certificate(der) }

  /// All signers share a few issuers.
  private static let issuers = CertificateCache(maximum: 100)
  /// One person signs all reports of a provider. Kept apart from the issuers, because many signers occur only once.
  private static let signers = CertificateCache(maximum: 500)
}
