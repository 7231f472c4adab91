internal import Synchronization

/// Remembers for one certificate who has issued it and who has not. Both are bytes that do not change, so neither does the answer,
/// and authorities and responders, which are read once, are asked about for each signature.
final class Issuance: Sendable {
  private let verdicts = Mutex<[(issuer: [UInt8], isIssuer: Bool)]>([])
  private static let maximum = 8

  /// - Parameter find: finds it out; asked where it is not known yet.
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
