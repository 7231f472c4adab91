internal import Adapter
internal import PKI
internal import CommandSupport
internal import Settings
internal import Operations
internal import Telemetry
internal import ELT
internal import Signatures
internal import TimeReport

/// Checks of the adapter's certificates, the OCSP responder and the connection to ELT.
extension CheckCommand {
  func organisation(_ configuration: AdapterConfiguration) -> Finding {
    do {
      guard let signer = try configuration.organisationSigner() else {
        let message = "no organisation certificate; every submit event must contain a provider signature"
        return Finding(check: "signatures", message: message)
      }
      let roots =
        configuration.signatures.organisationRootsFile == nil
        ? "its root is not checked because signatures.organisationRootsFile is not set."
        : "it chains to a configured root."
      return validity(
        of: "the organisation's certificate",
        until: signer.certificateEnd,
        check: "signatures",
        "Its key and chain match, and \(roots)"
      )
    } catch {
      return Finding(check: "signatures", problem: "\(error)", .usage)
    }
  }

  /// nil if the organisation does not sign, or cannot sign, which `organisation` reports.
  func ocsp(_ configuration: AdapterConfiguration) async -> Finding? {
    guard let signer = try? configuration.organisationSigner() else { return nil }
    do {
      try await signer.checkStatus(now: AdapterClock.system.seconds)
      let message = "the responder reports the organisation's certificate as good (\(signer.responderURL))"
      return Finding(check: "ocsp", message: message)
    } catch {
      let message = "\(error) (\(signer.responderURL)) \(error.remedy)"
      return Finding(check: "ocsp", problem: message, .environment)
    }
  }

  private func validity(of what: String, until end: Credential.End, check: String, _ rest: String?) -> Finding
  {
    let status = CertificateStatus("", end, at: AdapterClock.system.seconds)
    let sentences = ["\(what) is \(status.validity).", status.mark == nil ? nil : status.remedy, rest]
    let message = sentences.compactMap(\.self).joined(separator: " ")
    return Finding(check: check, message: message, mark: status.mark)
  }

  func elt(_ configuration: AdapterConfiguration) async -> [Finding] {
    let client: ELTClient
    do {
      client = try ELTClient(try configuration.eltClient())
    } catch {
      return [Finding(check: "elt certificates", problem: "\(error)", .usage)]
    }
    let certificate = validity(
      of: "the client certificate",
      until: client.clientCertificateEnd,
      check: "elt certificates",
      client.hasIssuers
        ? nil : "Its file contains no issuer certificates; if the handshake fails, append them."
    )
    let failure = await client.handshake()
    await client.shutdown()
    let handshake =
      failure.map { Finding(check: "elt connection", problem: sentence($0, client), .environment) }
      ?? Finding(check: "elt connection", message: "the TLS handshake succeeds")
    return [certificate, handshake]
  }

  private func sentence(_ failure: TransportFailure, _ client: ELTClient) -> String {
    guard !client.hasIssuers, Self.mayBeAboutClientCertificate.contains(failure.code) else {
      return "\(failure.sentence) \(failure.code.remedy)"
    }
    return failure.sentence
      + " elt.clientCertificateFile contains no issuer certificates, and a server that does not know them rejects"
      + " the client certificate; append them to the file."
  }

  /// Servers reject a client certificate in several ways, some without an explicit alert.
  private static let mayBeAboutClientCertificate: Set<ProblemCode> = [
    .transportClientCertificateRefused, .transportTLS, .transportConnectionLost,
  ]
}
