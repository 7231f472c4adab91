internal import Settings
internal import ELT
internal import PKI
internal import Intake
internal import Operations
internal import Telemetry

/// Sets of files that are renewed together, and how each is put to use.
extension AdapterConfiguration {
  /// The ELT client, and its files: client certificate, key, passphrase and the roots of the agency's server.
  func renewableClient(_ book: CertificateBook, clock: AdapterClock) throws -> (ELTClient, RenewableFiles) {
    let paths = [
      elt.clientCertificateFile, elt.clientKeyFile, elt.clientKeyPassphraseFile, elt.trustRootsFile,
    ].compactMap { $0?.path }
    let inUse = RenewableFiles.fingerprint(of: paths)
    let client = try ELTClient(try eltClient(), now: { clock.seconds })
    book.use("client", client.clientCertificateEnd)
    let files = RenewableFiles(name: "elt", paths: paths, inUse: inUse) { [self] in
      try client.replaceIdentity(try eltClient())
      book.use("client", client.clientCertificateEnd)
    }
    return (client, files)
  }

  /// The intake pipeline, and its files: roots, authorised signers, and the organisation's signing certificate and key.
  func renewablePipeline(_ book: CertificateBook, clock: AdapterClock) throws -> (
    CurrentPipeline, RenewableFiles
  ) {
    let paths = [
      signatures.personRootsFile, signatures.organisationRootsFile, signatures.authorisedSignersFile,
      signatures.organisation?.certificateFile, signatures.organisation?.keyFile,
      signatures.organisation?.keyPassphraseFile,
    ].compactMap { $0?.path }
    let inUse = RenewableFiles.fingerprint(of: paths)
    let read = try intakePipeline(clock: clock)
    let current = CurrentPipeline(read)
    book.use("signing", read.signingCertificateEnd)
    let files = RenewableFiles(name: "signatures", paths: paths, inUse: inUse) { [self] in
      let read = try intakePipeline(clock: clock)
      current.replace(read)
      book.use("signing", read.signingCertificateEnd)
    }
    return (current, files)
  }
}
