internal import PKI

/// The root certificates that chains may lead to. None is shipped, and the system's roots are not used.
package struct TrustedRoots: Sendable {
  let certificates: [Certificate]

  package var count: Int { certificates.count }

  /// Why a list of roots is refused, as the end of a sentence for the operator.
  package struct Unusable: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter pem: one certificate or several; text between them is skipped.
  /// - Throws: if there is none, or one is not a root. Otherwise an intermediate would be noticed only when the first
  ///   signature is refused.
  package init(pem: [UInt8]) throws(Unusable) {
    guard let certificates = Certificate.certificates(pem: pem) else {
      throw Unusable(description: "holds an unreadable certificate")
    }
    guard !certificates.isEmpty else { throw Unusable(description: "holds no certificate in PEM") }
    for (index, certificate) in certificates.enumerated() {
      guard certificate.mayIssue else {
        throw Unusable(description: "holds a certificate without CA flag or keyCertSign: number \(index + 1)")
      }
      guard certificate.keyFault == nil else {
        throw Unusable(
          description:
            "holds a certificate with a key that is not accepted (\(certificate.keyDescription)): number \(index + 1)"
        )
      }
      guard certificate.isIssued(by: certificate) else {
        throw Unusable(
          description:
            "holds a certificate that is not a root, because it is not self-signed: number \(index + 1)"
        )
      }
    }
    self.certificates = certificates
  }

  /// The root that issued a certificate; nil if none did.
  func issuer(of certificate: Certificate) -> Certificate? {
    certificates.first { certificate.isIssued(by: $0) }
  }
}
