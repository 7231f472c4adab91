extension Certificate {
  /// The certificates of one signature, the signer's first; nil where one cannot be read.
  static func chain(_ encoded: [[UInt8]]) -> [Certificate]? {
    guard let first = encoded.first, let signer = signers.certificate(first) else { return nil }
    var chain = [signer]
    for der in encoded.dropFirst() {
      guard let issuer = issuer(der) else { return nil }
      chain.append(issuer)
    }
    return chain
  }

  /// An issuer's certificate, or a responder's.
  static func issuer(_ der: [UInt8]) -> Certificate? { issuers.certificate(der) }

  /// All share a few.
  private static let issuers = CertificateCache(maximum: 100)
  /// One person signs all that a provider reports. Apart from the issuers, since there are many that come once.
  private static let signers = CertificateCache(maximum: 500)
}
