package import ELT
internal import Foundation
package import Intake
internal import PKI
package import Settings
package import Signatures
package import Telemetry
package import TimeReport
package import Transport

/// Parts that are built from the configuration's files. A missing or unusable file is a `ConfigurationError` that names its
/// key.
extension AdapterConfiguration {
  /// - Parameter clock: The clock by which certificates must be valid.
  package func intakePipeline(clock: AdapterClock = .system) throws -> IntakePipeline {
    IntakePipeline(
      decoder: EventDecoder(),
      converter: Converter(endOfDay: endOfDay),
      documents: DocumentReader(schema: try documentSchema()),
      verifier: try signatureVerifier(),
      signer: try organisationSigner(clock: clock)
    )
  }

  /// The schema that documents are validated against.
  package func documentSchema() throws -> DocumentSchema {
    guard let folder = elt.schemaDirectory else { return DocumentSchema(version: elt.contractVersion) }
    do {
      return try SchemaDirectory.schema(version: elt.contractVersion, directory: folder.path)
    } catch {
      throw folder.error(error.description)
    }
  }

  /// The verifier of signatures, with the configured rules and roots.
  package func signatureVerifier() throws -> SignatureVerifier {
    SignatureVerifier(
      policy: SignaturePolicy(acceptsSHA1: signatures.acceptsSHA1),
      trust: SignatureTrust(
        persons: try roots(in: signatures.personRootsFile),
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
    do {
      return AuthorisedSigners(byProvider: try AuthorisedSignersFile.signers(try file.contents()))
    } catch let problem as AuthorisedSignersFile.Unusable {
      throw file.error("\(problem.description) (\(file.path))")
    }
  }

  /// - Returns: nil if no file is named.
  private func roots(in file: ConfiguredPath?) throws -> TrustedRoots? {
    guard let file else { return nil }
    do {
      return try TrustedRoots(pem: try file.contents())
    } catch let problem as TrustedRoots.Unusable {
      throw file.error("\(problem.description) (\(file.path))")
    }
  }

  private func organisationRoots() throws -> TrustedRoots? {
    try roots(in: signatures.organisationRootsFile)
  }

  /// - Parameter clock: The clock by which certificates must be valid.
  package func organisationSigner(clock: AdapterClock = .system) throws -> OrganisationSigner? {
    guard let credential = try organisationCredential() else { return nil }
    let roots = try organisationRoots()
    do throws(CredentialProblem) {
      return try OrganisationSigner(
        credential,
        responderURL: signatures.organisation?.ocspResponderURL,
        policy: ocspPolicy,
        roots: roots,
        now: clock.seconds,
        connect: OCSPConnection.init(url:)
      )
    } catch {
      throw ConfigurationError([ConfigurationProblem("signatures.organisation", error.description)])
    }
  }

  /// The organisation's signing certificate and key; nil if none is configured.
  func organisationCredential() throws -> Credential? {
    guard let organisation = signatures.organisation else { return nil }
    let certificate = try organisation.certificateFile.contents()
    let key = try organisation.keyFile?.contents()
    let passphrase = try organisation.keyPassphraseFile?.passphrase()
    do throws(CredentialProblem) {
      return try Credential(certificateFile: certificate, keyFile: key, passphrase: passphrase)
    } catch {
      throw ConfigurationError([ConfigurationProblem("signatures.organisation", error.description)])
    }
  }

  private var route: Route {
    switch (elt.route, elt.environment, elt.url) {
    case (.shsNode, _, let url?): .shsNode(url: url)
    case (_, .production, _): .direct(.production)
    case (_, _, let url?): .direct(.custom(url: url))
    case (_, _, nil): .direct(.test)
    }
  }

  package func eltClient() throws -> ELTClientConfiguration {
    func required(_ file: ConfiguredPath?, _ key: String) throws -> [UInt8] {
      guard let file else {
        throw ConfigurationError([ConfigurationProblem(key, "is required to reach ELT")])
      }
      return try file.contents()
    }
    var client = ELTClientConfiguration(
      route: route,
      clientCertificatePEM: try required(elt.clientCertificateFile, "elt.clientCertificateFile"),
      clientKeyPEM: try elt.clientKeyFile?.contents(),
      clientKeyPassphrase: try elt.clientKeyPassphraseFile?.passphrase(),
      trustRootsPEM: try required(elt.trustRootsFile, "elt.trustRootsFile")
    )
    client.connectTimeout = elt.connectTimeout
    client.requestTimeout = elt.requestTimeout
    client.maximumInFlight = pacing.maxInFlight
    client.notProcessedStatuses = elt.notProcessedStatuses
    return client
  }
}

extension OCSPConnection: OCSPResponding {
  package func answer(to request: [UInt8]) async throws(ResponderUnreachable) -> [UInt8] {
    do throws(Failure) { return try await exchange(request) } catch {
      throw ResponderUnreachable(error.reason)
    }
  }
}
