package import PKI

/// The content of an OCSP response to write: by default like those for BankID signatures. Every part can be changed, so that
/// tests can write invalid ones.
package struct OCSPResponse: Sendable {
  package var certificate: ThrowawayCertificate
  package var issuer: ThrowawayCertificate
  package var responder: ThrowawayIdentity
  package var status = ParsedOCSPResponse.CertificateState.good
  /// Seconds since 1970.
  package var producedAt: Int
  /// Seconds from `thisUpdate` to `producedAt`.
  package var age = 0
  /// Seconds between `thisUpdate` and `nextUpdate`; nil omits the latter.
  package var lifetime: Int? = 300
  /// Of the issuer's name and key, in the CertID.
  package var certIDHash = HashFunction.sha1
  /// Other certificates of the issuer, with the same status; each with the hash function of its CertID.
  package var others: [(certificate: ThrowawayCertificate, hash: HashFunction)] = []
  /// The hash function of the responder's signature.
  package var signatureHash = HashFunction.sha256
  /// Whether the response holds the responder's certificate.
  package var includesResponder = true
  /// Certificates that precede the responder's.
  package var otherCertificates: [ThrowawayCertificate] = []
  package var nonce: [UInt8]?
  package var nonceEncoding = OCSPResponseTemplate.NonceEncoding.octetString
  package var isNonceCritical = false

  package init(
    for certificate: ThrowawayCertificate,
    issuer: ThrowawayCertificate,
    responder: ThrowawayIdentity,
    producedAt: Int,
    nonce: [UInt8]?
  ) {
    self.certificate = certificate
    self.issuer = issuer
    self.responder = responder
    self.producedAt = producedAt
    self.nonce = nonce
  }

  /// The nonce that binds a response to a BankID signature, with random bytes from the generator.
  package static func nonce(
    boundTo signature: [UInt8],
    using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let random = (0..<12).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 32) }
    return OCSPNonce.make(for: signature, random: random)
  }

  /// Signs the response.
  ///
  /// - Returns: DER.
  package func der() throws(ThrowawayPKIError) -> [UInt8] {
    var template = OCSPResponseTemplate(
      certificate: certificate.der,
      issuer: issuer.der,
      responder: responder.issuer,
      producedAt: producedAt,
      nonce: nonce
    )
    template.state = status
    template.age = age
    template.lifetime = lifetime
    template.certIDHash = certIDHash
    template.others = others.map { ($0.certificate.der, $0.hash) }
    template.signatureHash = signatureHash
    template.includesResponder = includesResponder
    template.otherCertificates = otherCertificates.map(\.der)
    template.nonceEncoding = nonceEncoding
    template.isNonceCritical = isNonceCritical
    do throws(IssuingError) { return try template.sign() } catch { throw .openssl(error.step) }
  }
}
