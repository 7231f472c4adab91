internal import Synchronization

extension Certificate {
  /// The certificates of one signature, the signer's first; nil where one cannot be read.
  ///
  /// Every signer has a certificate of its own, and all share a few issuers. Reading one costs OpenSSL as much as six RSA
  /// verifications, so issuers are kept, by all of their bytes. Nothing is decided by that: they are judged each time.
  static func chain(_ encoded: [[UInt8]]) -> [Certificate]? {
    guard let first = encoded.first, let signer = Certificate(der: first) else { return nil }
    var chain = [signer]
    for der in encoded.dropFirst() {
      guard let issuer = issuer(der) else { return nil }
      chain.append(issuer)
    }
    return chain
  }

  /// An issuer's certificate, or a responder's.
  static func issuer(_ der: [UInt8]) -> Certificate? {
    if let known = issuers.withLock({ $0[der] }) { return known }
    guard let certificate = Certificate(der: der) else { return nil }
    issuers.withLock { known in
      // Whoever sends signatures chooses what is kept; at worst it is of no use.
      if known.count >= maximumIssuers { known.removeAll() }
      known[der] = certificate
    }
    return certificate
  }

  private static let issuers = Mutex<[[UInt8]: Certificate]>([:])
  private static let maximumIssuers = 100
}
