internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import Credentials
internal import ELT
internal import Signatures
internal import TimeReport

/// What `check` finds of our own certificates, and of those who must accept them.
extension CheckCommand {
  func organisation(_ configuration: AdapterConfiguration) -> Finding {
    do {
      guard let signer = try configuration.organisationSigner() else {
        let message = "no organisation certificate: provider signatures must come in the event"
        return Finding(check: "signatures", ok: true, message: message, status: nil)
      }
      let roots =
        configuration.signatures.organisationRootsFile == nil
        ? "to which root it leads is not looked at without signatures.organisationRootsFile."
        : "it leads to a configured root."
      return validity(
        of: "the organisation's certificate",
        until: signer.certificateEnd,
        check: "signatures",
        "Key and chain fit it, and \(roots)"
      )
    } catch {
      return Finding(check: "signatures", ok: false, message: "\(error)", status: .usage)
    }
  }

  /// Nil where the organisation does not sign, or cannot, which is told elsewhere.
  func ocsp(_ configuration: AdapterConfiguration) async -> Finding? {
    guard let signer = try? configuration.organisationSigner() else { return nil }
    do {
      try await signer.checkStatus(now: AdapterClock.system.seconds)
      let message = "the responder vouches for the organisation's certificate (\(signer.responderURL))"
      return Finding(check: "ocsp", ok: true, message: message, status: nil)
    } catch {
      let message = "\(error) (\(signer.responderURL)) \(error.remedy)"
      return Finding(check: "ocsp", ok: false, message: message, status: .environment)
    }
  }

  private func validity(of what: String, until end: Credential.End, check: String, _ rest: String?) -> Finding
  {
    let status = CertificateStatus("", end, at: AdapterClock.system.seconds)
    let sentences = ["\(what) is \(status.validity).", status.mark == nil ? nil : status.remedy, rest]
    let message = sentences.compactMap(\.self).joined(separator: " ")
    return Finding(check: check, ok: true, message: message, status: nil, mark: status.mark)
  }

  func elt(_ configuration: AdapterConfiguration) async -> [Finding] {
    let client: ELTClient
    do {
      client = try ELTClient(try configuration.eltClient())
    } catch {
      return [Finding(check: "elt certificates", ok: false, message: "\(error)", status: .usage)]
    }
    let certificate = validity(
      of: "the client certificate",
      until: client.clientCertificateEnd,
      check: "elt certificates",
      client.hasIssuers
        ? nil : "Its issuers are not in its file: where the handshake fails, put their certificates after it."
    )
    let failure = await client.handshake()
    await client.shutdown()
    let handshake = Finding(
      check: "elt connection",
      ok: failure == nil,
      message: failure.map { sentence($0, client) } ?? "the TLS handshake succeeds",
      status: failure == nil ? nil : .environment
    )
    return [certificate, handshake]
  }

  private func sentence(_ failure: TransportFailure, _ client: ELTClient) -> String {
    guard !client.hasIssuers, Self.mayBeAboutClientCertificate.contains(failure.code) else {
      return failure.sentence
    }
    return failure.sentence
      + " The file of the client certificate holds no issuers, and a server that does not know them"
      + " refuses it: put their certificates after it in elt.clientCertificateFile."
  }

  /// Servers refuse a client certificate in several ways, some of them without saying so.
  private static let mayBeAboutClientCertificate: Set<ProblemCode> = [
    .transportClientCertificateRefused, .transportTLS, .transportConnectionLost,
  ]
}
