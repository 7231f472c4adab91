internal import Synchronization

/// Caches, for one certificate, which certificates have issued it and which have not. Certificates do not change, so
/// neither does the answer; authorities and responders are parsed once and asked about for each signature.
final class Issuance: Sendable {
  private let verdicts = Mutex<[(issuer: [UInt8], isIssuer: Bool)]>([])
  private static let maximum = 8

  /// - Parameter find: computes the answer; called if it is not cached.
  func isIssued(by issuer: [UInt8], _ find: () -> Bool) -> Bool {
    if let known = verdicts.withLock({ $0.first { $0.issuer == issuer } }) { return known.isIssuer }
    let verdict = find()
    verdicts.withLock { verdicts in
      if verdicts.count >= Self.maximum { verdicts.removeAll() }
      verdicts.append((issuer, verdict))
    }
    return verdict
  }
}
