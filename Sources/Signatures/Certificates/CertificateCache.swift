internal import Synchronization

/// Certificates that have been read, by all of their bytes: reading one, and its key's first use, cost as much as three RSA
/// verifications. Nothing is decided by that; they are judged each time.
final class CertificateCache: Sendable {
  private let kept = Mutex(Kept())
  private let maximum: Int

  private struct Kept {
    var certificates: [Key: Certificate] = [:]
    /// Of all of them.
    var bytes = 0
  }

  /// Bytes as a key, hashed in one go; an array hashes each by itself.
  private struct Key: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }

  /// - Parameter maximum: how many are kept, if they have two kilobytes each as persons' have.
  init(maximum: Int) { self.maximum = maximum }

  var count: Int { kept.withLock(\.certificates.count) }

  /// - Returns: nil where it cannot be read, which is not remembered.
  func certificate(_ der: [UInt8]) -> Certificate? {
    let key = Key(bytes: der)
    if let certificate = kept.withLock({ $0.certificates[key] }) { return certificate }
    guard let certificate = Certificate(der: der) else { return nil }
    kept.withLock { kept in
      // Whoever sends signatures chooses what is kept; at worst it is of no use.
      if kept.certificates.count >= maximum || kept.bytes + der.count > maximum * 2048 { kept = Kept() }
      if kept.certificates.updateValue(certificate, forKey: key) == nil { kept.bytes += der.count }
    }
    return certificate
  }
}
