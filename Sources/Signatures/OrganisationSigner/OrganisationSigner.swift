internal import Glibc
package import TimeReport
internal import XML

/// Signs reports as the provider with the organisation's own certificate, in the layout of BankID's
/// signatures.
///
/// Whether the agency's production accepts such a signature is unknown, so this is used only where it is
/// configured.
package struct OrganisationSigner: Sendable {
  private let signing: BankIDSigning
  /// The certificate that signs, such as for the days it has left.
  package let certificate: Certificate

  /// - Parameters:
  ///   - certificateChainPEM: the signing certificate first, then its issuers in order. A root at the end is
  ///     left out of signatures.
  ///   - keyPEM: RSA, PKCS #8 (also encrypted) or the traditional form.
  ///   - now: seconds since 1970.
  /// - Throws: what is wrong with certificate or key, or that they do not belong together.
  package init(
    certificateChainPEM: [UInt8],
    keyPEM: [UInt8],
    passphrase: [UInt8]? = nil,
    now: Int = time(nil)
  ) throws(SignerProblem) {
    let chain = try SigningChain(pem: certificateChainPEM)
    try chain.checkSigner(now: now)
    let key = try OrganisationSigner.key(keyPEM, passphrase)
    guard key.rsaPublicKey == chain.signer.rsaPublicKey else {
      throw SignerProblem(
        .keyMismatch,
        "The signing key does not belong to the first certificate of the signing chain."
      )
    }
    certificate = chain.signer
    signing = BankIDSigning(key: key, chain: chain.withoutRoot.map(\.der))
  }

  /// - Parameter date: the Swedish date of signing; it goes beside the signature, not into it.
  /// - Returns: a signature without an OCSP response.
  package func sign(_ document: Tidredovisning, on date: CalendarDate) throws(SignerProblem)
    -> ReportSignature
  {
    do {
      let signature = try signing.sign(
        visibleText: "Tidredovisning \(document.reportId) för \(document.month)",
        nonVisibleData: Array(document.toBeSigned.utf8)
      )
      return ReportSignature(signature: signature, ocspResponse: [], signedOn: date)
    } catch {
      throw SignerProblem(.signingFailed, "The signing key could not be used.")
    }
  }

  private static func key(_ pem: [UInt8], _ passphrase: [UInt8]?) throws(SignerProblem) -> PrivateKey {
    do { return try PrivateKey(pem: pem, passphrase: passphrase) } catch {
      switch error {
      case .notAKey: throw SignerProblem(.keyUnreadable, "The signing key is not a private key in PEM.")
      case .passphraseMissing:
        throw SignerProblem(
          .passphraseMissing,
          "The signing key is encrypted, and no passphrase is configured."
        )
      case .passphraseWrong:
        throw SignerProblem(.passphraseWrong, "The passphrase does not open the signing key.")
      case .notRSA: throw SignerProblem(.keyNotRSA, "The signing key is no RSA key.")
      }
    }
  }
}
