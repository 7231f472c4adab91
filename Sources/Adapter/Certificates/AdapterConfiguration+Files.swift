internal import ELT

/// Which files are put to use together, and how.
extension AdapterConfiguration {
  /// Client certificate, key, passphrase and the roots of the agency's server: all new, or all as before.
  func connectionFiles(for client: ELTClient, _ book: CertificateBook) -> RenewableFiles {
    RenewableFiles(
      name: "elt",
      paths: [
        elt.clientCertificateFile, elt.clientKeyFile, elt.clientKeyPassphraseFile, elt.trustRootsFile,
      ].compactMap(\.self)
    ) { [self] in
      try client.replaceIdentity(try eltClient())
      book.use("client", notAfter: client.clientCertificateNotAfter)
    }
  }

  /// Roots, authorised signers and the organisation's own signing certificate.
  func signatureFiles(for pipeline: CurrentPipeline, _ book: CertificateBook) -> RenewableFiles {
    RenewableFiles(
      name: "signatures",
      paths: [
        signatures.personRootsFile, signatures.organisationRootsFile, signatures.authorisedSignersFile,
        signatures.organisation?.certificateFile, signatures.organisation?.keyFile,
        signatures.organisation?.keyPassphraseFile,
      ].compactMap(\.self)
    ) { [self] in pipeline.replace(try preparePipeline(noting: book)) }
  }
}
