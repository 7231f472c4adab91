internal import Synchronization

/// Certificates that have been read, by all of their bytes: reading one, and its key's first use, cost as much as three RSA
/// verifications. Nothing is decided by that; they are judged each time.
final class CertificateCache: Sendable {
  private let known = Mutex<[Key: Certificate]>([:])
  private let maximum: Int

  /// Bytes as a key, hashed in one go; an array hashes each by itself.
  private struct Key: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
  }

  init(maximum: Int) { self.maximum = maximum }

  var count: Int { known.withLock(\.count) }

  /// - Returns: nil where it cannot be read, which is not remembered.
  func certificate(_ der: [UInt8]) -> Certificate? {
    let key = Key(bytes: der)
    if let certificate = known.withLock({ $0[key] }) { return certificate }
    guard let certificate = Certificate(der: der) else { return nil }
    known.withLock { known in
      // Whoever sends signatures chooses what is kept; at worst it is of no use.
      if known.count >= maximum { known.removeAll() }
      known[key] = certificate
    }
    return certificate
  }
}
