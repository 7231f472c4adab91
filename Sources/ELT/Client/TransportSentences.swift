internal import TimeReport

extension TransportFailure {
  /// - Parameter mayHaveArrived: whether any of the report was given to a connection.
  init(_ fault: TransferFault, mayHaveArrived: Bool) {
    let (code, what) = Self.words(for: fault, mayHaveArrived: mayHaveArrived)
    let fate = mayHaveArrived ? " The report may or may not have arrived." : " The report was not sent."
    self.init(code, what + fate)
  }

  static let clientCertificateExpired = TransportFailure(
    .transportClientCertificateExpired,
    "Our client certificate has expired. Renew it with its issuer and put the new one in place."
      + " The report was not sent."
  )

  private static func words(
    for fault: TransferFault,
    mayHaveArrived: Bool
  ) -> (ProblemCode, String) {
    switch fault {
    case .nameLookup:
      (
        .transportNameLookup,
        "ELT's host name cannot be looked up. Check the address and the name service (DNS)."
      )
    case .connect:
      (.transportConnect, "ELT cannot be reached. Check the address, the firewall and the agency's notices.")
    case .timeout:
      (.transportTimeout, "ELT did not answer in time. Check the network and the agency's notices.")
    case .serverCertificate(let fault): (.transportServerCertificate, words(for: fault))
    case .clientCertificateRefused:
      (
        .transportClientCertificateRefused,
        "ELT does not accept our client certificate. Check that it is the one registered with the agency."
      )
    case .tls:
      (
        .transportTLS,
        "No secure connection to ELT can be agreed on. Check the client certificate and that the server offers"
          + " TLS 1.2 or later."
      )
    // Under TLS 1.3 this is also how an unwanted client certificate may look.
    case .connectionLost where !mayHaveArrived:
      (
        .transportConnectionLost,
        "ELT closed the connection as soon as it was made. Check the agency's notices, and that our client"
          + " certificate is the one registered with the agency."
      )
    case .connectionLost:
      (.transportConnectionLost, "ELT closed the connection without an answer. Check the agency's notices.")
    case .notHTTP:
      (.eltAnswerUnreadable, "What answers at ELT's address does not speak HTTP. Check the address.")
    case .cancelled: (.transportCancelled, "The call was cancelled on our side.")
    case .clientClosed: (.transportClientClosed, "The adapter is shutting down.")
    case .other(let number):
      (
        .transportOther,
        "The call failed inside libcurl with error \(number). Report it with the adapter's version."
      )
    }
  }

  private static func words(for fault: ServerCertificateFault) -> String {
    switch fault {
    case .untrusted:
      "The server's certificate is not from an issuer in elt.trustRootsFile. Check the address and that file."
    case .notValidNow:
      "The server's certificate is not valid today. Check this machine's clock; if it is right, tell the agency."
    case .wrongName:
      "The server's certificate is for another host name. Check the address; do not go on before it is clear why."
    }
  }
}
