internal import PKI

/// A certificate as its DER bytes.
package struct ThrowawayCertificate: Sendable, Hashable {
  package let der: [UInt8]

  package init(der: [UInt8]) {
    self.der = der
  }

  /// The certificate as PEM text, with one trailing newline.
  package func pem() throws(ThrowawayPKIError) -> [UInt8] {
    guard let certificate = Certificate(der: der) else { throw .openssl("read a certificate") }
    return certificate.pem
  }

  /// Reads every certificate of a PEM text, in order; empty if there is none or one is unreadable.
  static func all(inPEM pem: [UInt8]) -> [ThrowawayCertificate] {
    (Certificate.certificates(pem: pem) ?? []).map { ThrowawayCertificate(der: $0.der) }
  }
}

/// A certificate with its key.
package struct ThrowawayIdentity: Sendable {
  package let certificate: ThrowawayCertificate
  package let key: ThrowawayKey

  package init(certificate: ThrowawayCertificate, key: ThrowawayKey) {
    self.certificate = certificate
    self.key = key
  }

  var issuer: (certificate: [UInt8], key: PrivateKey) { (certificate.der, key.signingKey) }
}

extension CertificateTemplate {
  /// - Parameter issuer: nil for a self-signed certificate.
  func issue(
    for key: ThrowawayKey,
    by issuer: ThrowawayIdentity?
  ) throws(ThrowawayPKIError) -> ThrowawayCertificate {
    do throws(IssuingError) {
      return ThrowawayCertificate(der: try issue(for: key.signingKey, by: issuer?.issuer))
    } catch {
      throw .openssl(error.step)
    }
  }

  func issue(for key: CostlyKey, by issuer: ThrowawayIdentity) throws(ThrowawayPKIError)
    -> ThrowawayCertificate
  {
    do throws(IssuingError) { return ThrowawayCertificate(der: try issue(for: key, by: issuer.issuer)) } catch
    {
      throw .openssl(error.step)
    }
  }
}
