internal import PKI

/// The root certificates that chains may lead to. There are no others: none is shipped, and the system's are not
/// looked at.
package struct TrustedRoots: Sendable {
  let certificates: [Certificate]

  package var count: Int { certificates.count }

  /// Why a list of roots is refused. The sentence is for whoever configures it.
  package struct Unusable: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter pem: one certificate or several; text between them is skipped.
  /// - Throws: when there is none, or one that is no root. An intermediate among them would be a mistake that
  ///   shows only when the first signature is refused, so it is refused here.
  package init(pem: [UInt8]) throws(Unusable) {
    guard let certificates = Certificate.certificates(pem: pem) else {
      throw Unusable(description: "holds a certificate that cannot be read")
    }
    guard !certificates.isEmpty else { throw Unusable(description: "holds no certificate in PEM") }
    for (index, certificate) in certificates.enumerated() {
      guard certificate.mayIssue else {
        throw Unusable(description: "holds a certificate without CA flag or keyCertSign: number \(index + 1)")
      }
      guard certificate.isIssued(by: certificate) else {
        throw Unusable(
          description: "holds a certificate that is no root, as it is not self-signed: number \(index + 1)"
        )
      }
    }
    self.certificates = certificates
  }

  /// The root that has issued a certificate; nil where none has.
  func issuer(of certificate: Certificate) -> Certificate? {
    certificates.first { certificate.isIssued(by: $0) }
  }
}
