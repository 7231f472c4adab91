internal import XML

/// The certificates that an organisation signs with, checked as far as can be without trusting anybody.
struct SigningChain {
  let certificates: [Certificate]
  let signer: Certificate

  /// - Parameter pem: the signing certificate first, each followed by its issuer.
  init(pem: [UInt8]) throws(SignerProblem) {
    guard let certificates = Certificate.certificates(pem: pem), let signer = certificates.first else {
      throw SignerProblem(.certificateUnreadable, "The signing chain is not a list of certificates in PEM.")
    }
    guard certificates.count <= 6 else {
      throw SignerProblem(.chainBroken, "The signing chain has more than six certificates.")
    }
    for (certificate, issuer) in zip(certificates, certificates.dropFirst()) {
      guard certificate.isIssued(by: issuer) else {
        throw SignerProblem(
          .chainBroken,
          "In the signing chain a certificate is not issued by the one that follows it."
        )
      }
    }
    self.certificates = certificates
    self.signer = signer
  }

  /// What goes into a signature: at most five, no root, but never without the signer itself.
  var withoutRoot: [Certificate] {
    [signer] + certificates.dropFirst().filter { !$0.isSelfIssued }
  }

  /// - Parameter now: seconds since 1970.
  func checkSigner(now: Int) throws(SignerProblem) {
    guard let notBefore = signer.notBefore, let notAfter = signer.notAfter else {
      throw SignerProblem(.certificateUnreadable, "The signing certificate has no readable validity.")
    }
    guard now >= notBefore else {
      throw SignerProblem(.certificateNotYetValid, "The signing certificate is not valid yet.")
    }
    guard now <= notAfter else {
      throw SignerProblem(.certificateExpired, "The signing certificate has expired.")
    }
    guard signer.isForSigning else {
      throw SignerProblem(
        .certificateWrongPurpose,
        "The signing certificate is not for signatures: it needs key usage nonRepudiation or digitalSignature, "
          + "and must be neither for TLS, OCSP or time stamps only nor a certificate authority's."
      )
    }
    guard let key = signer.publicKey else {
      throw SignerProblem(.keyNotRSA, "The signing certificate holds no RSA key.")
    }
    guard key.bits >= 2048 else {
      throw SignerProblem(.keyWeak, "The signing key has fewer than 2048 bits.")
    }
  }
}
