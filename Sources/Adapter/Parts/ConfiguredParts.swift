package import AdapterSettings
package import Credentials
package import ELT
internal import Foundation
package import Intake
package import Signatures
package import Telemetry
package import TimeReport

/// Parts that are built from the configuration's files. A missing or unusable file is a `ConfigurationError` that names its
/// key.
extension AdapterConfiguration {
  /// - Parameter clock: What must be valid now is held to it.
  package func intakePipeline(clock: AdapterClock = .system) throws -> IntakePipeline {
    IntakePipeline(
      decoder: EventDecoder(),
      converter: Converter(endOfDay: endOfDay),
      documents: DocumentReader(schema: try documentSchema()),
      verifier: try signatureVerifier(),
      signer: try organisationSigner(clock: clock)
    )
  }

  /// What documents are held to.
  package func documentSchema() throws -> DocumentSchema {
    do {
      return try SchemaDirectory.schema(version: elt.contractVersion, directory: elt.schemaDirectory)
    } catch {
      throw ConfigurationError([ConfigurationProblem(Settings.schemaDirectory.key, error.description)])
    }
  }

  /// What is accepted in signatures, and whose count.
  package func signatureVerifier() throws -> SignatureVerifier {
    SignatureVerifier(
      policy: SignaturePolicy(acceptsSHA1: signatures.acceptsSHA1),
      trust: SignatureTrust(
        persons: try roots(in: signatures.personRootsFile, for: Settings.personRootsFile.key),
        organisations: try organisationRoots(),
        ocsp: ocspPolicy,
        authorisedSigners: try authorisedSigners()
      )
    )
  }

  private var ocspPolicy: OCSPPolicy {
    OCSPPolicy(
      acceptsMissingNonce: signatures.ocsp.acceptsMissingNonce,
      acceptsSHA256CertID: signatures.ocsp.acceptsSHA256CertId,
      acceptsBareNonce: signatures.ocsp.acceptsBareNonce,
      acceptsSHA1: signatures.acceptsSHA1
    )
  }

  private func authorisedSigners() throws -> AuthorisedSigners? {
    guard let file = signatures.authorisedSignersFile else { return nil }
    let key = Settings.authorisedSignersFile.key
    do {
      return try AuthorisedSigners(yaml: try contents(of: file, for: key))
    } catch let problem as AuthorisedSigners.Unusable {
      throw ConfigurationError([ConfigurationProblem(key, "\(problem.description) (\(file))")])
    }
  }

  /// - Returns: nil where no file is named.
  private func roots(in file: String?, for key: String) throws -> TrustedRoots? {
    guard let file else { return nil }
    do {
      return try TrustedRoots(pem: try contents(of: file, for: key))
    } catch let problem as TrustedRoots.Unusable {
      throw ConfigurationError([ConfigurationProblem(key, "\(problem.description) (\(file))")])
    }
  }

  private func organisationRoots() throws -> TrustedRoots? {
    try roots(in: signatures.organisationRootsFile, for: Settings.organisationRootsFile.key)
  }

  /// - Parameter clock: What must be valid now is held to it.
  package func organisationSigner(clock: AdapterClock = .system) throws -> OrganisationSigner? {
    guard let credential = try organisationCredential() else { return nil }
    let roots = try organisationRoots()
    do throws(CredentialProblem) {
      return try OrganisationSigner(
        credential,
        responderURL: signatures.organisation?.ocspResponderURL,
        policy: ocspPolicy,
        roots: roots,
        now: clock.seconds
      )
    } catch {
      throw ConfigurationError([ConfigurationProblem("signatures.organisation", error.description)])
    }
  }

  /// What the organisation signs with; nil where nothing is configured.
  package func organisationCredential() throws -> Credential? {
    guard let organisation = signatures.organisation else { return nil }
    let certificate = try contents(
      of: organisation.certificateFile,
      for: Settings.organisationCertificateFile.key
    )
    let key = try organisation.keyFile.map { try contents(of: $0, for: Settings.organisationKeyFile.key) }
    let passphrase = try passphrase(
      in: organisation.keyPassphraseFile,
      for: Settings.organisationKeyPassphraseFile.key
    )
    do throws(CredentialProblem) {
      return try Credential(certificateFile: certificate, keyFile: key, passphrase: passphrase)
    } catch {
      throw ConfigurationError([ConfigurationProblem("signatures.organisation", error.description)])
    }
  }

  /// Where submissions go.
  private var route: Route {
    switch (elt.route, elt.environment, elt.url) {
    case (.shsNode, _, let url?): .shsNode(url: url)
    case (_, .production, _): .direct(.production)
    case (_, _, let url?): .direct(.custom(url: url))
    case (_, _, nil): .direct(.test)
    }
  }

  package func eltClient() throws -> ELTClientConfiguration {
    func required(_ file: String?, _ key: String) throws -> [UInt8] {
      guard let file else { throw ConfigurationError([ConfigurationProblem(key, "is needed to reach ELT")]) }
      return try contents(of: file, for: key)
    }
    var client = ELTClientConfiguration(
      route: route,
      clientCertificatePEM: try required(elt.clientCertificateFile, Settings.clientCertificateFile.key),
      clientKeyPEM: try elt.clientKeyFile.map { try contents(of: $0, for: Settings.clientKeyFile.key) },
      clientKeyPassphrase: try passphrase(
        in: elt.clientKeyPassphraseFile,
        for: Settings.clientKeyPassphraseFile.key
      ),
      trustRootsPEM: try required(elt.trustRootsFile, Settings.trustRootsFile.key)
    )
    client.connectTimeout = elt.connectTimeout
    client.requestTimeout = elt.requestTimeout
    client.maximumInFlight = pacing.maxInFlight
    return client
  }

  /// A file of at most a megabyte.
  private func contents(of file: String, for key: String) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: file), let data = try? handle.read(upToCount: 1_000_001)
    else {
      throw ConfigurationError([ConfigurationProblem(key, "names a file that cannot be read: \(file)")])
    }
    guard data.count <= 1_000_000 else {
      throw ConfigurationError([ConfigurationProblem(key, "names a file of more than a megabyte: \(file)")])
    }
    return [UInt8](data)
  }

  private func passphrase(in file: String?, for key: String) throws -> [UInt8]? {
    guard let file else { return nil }
    var bytes = try contents(of: file, for: key)
    // Editors and `echo` end a file with a line break, which is no part of the passphrase.
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
      bytes.removeLast()
    }
    return bytes
  }
}
