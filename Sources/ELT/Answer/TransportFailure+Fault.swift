internal import TimeReport
internal import Transport

extension TransportFailure {
  /// - Parameter mayHaveArrived: whether any of the report was passed to a connection.
  init(_ fault: TransferFault, mayHaveArrived: Bool) {
    let (code, what) = Self.words(for: fault)
    let delivery = mayHaveArrived ? "The report may or may not have arrived." : "The report was not sent."
    self.init(code, "\(what) \(delivery)")
  }

  private static func words(for fault: TransferFault) -> (ProblemCode, String) {
    switch fault {
    case .nameLookup: (.transportNameLookup, "ELT's host name cannot be resolved.")
    case .connect: (.transportConnect, "The connection to ELT failed.")
    case .timeout: (.transportTimeout, "ELT did not answer in time.")
    case .serverCertificate(.untrusted):
      (.transportServerCertificate, "ELT's certificate is not from an issuer in elt.trustRootsFile.")
    case .serverCertificate(.notValidNow):
      (.transportServerCertificate, "ELT's certificate is not valid today.")
    case .serverCertificate(.wrongName):
      (.transportServerCertificate, "ELT's certificate is for another host name.")
    case .serverCertificate(.wrongPurpose):
      (.transportServerCertificate, "ELT's certificate, or an issuer's, is for another purpose.")
    case .serverCertificate(.weakKey):
      (.transportServerCertificate, "ELT's certificate, or an issuer's, has too short a key.")
    case .serverCertificate(.weakSignature):
      (.transportServerCertificate, "ELT's certificate, or an issuer's, is signed with SHA-1.")
    case .clientCertificateRefused:
      (.transportClientCertificateRefused, "ELT rejected the client certificate.")
    case .clientCertificateExpired:
      (.transportClientCertificateExpired, "The client certificate has expired.")
    case .tls: (.transportTLS, "The TLS handshake with ELT failed.")
    case .connectionLost: (.transportConnectionLost, "ELT closed the connection without an answer.")
    case .notHTTP: (.eltAnswerUnreadable, "The server at ELT's address does not use HTTP.")
    case .cancelled: (.transportCancelled, "The call was cancelled.")
    case .clientClosed: (.transportClientClosed, "The adapter is shutting down.")
    case .other(let number): (.transportOther, "The call failed inside libcurl with error \(number).")
    }
  }
}
