/// How a call ended on the wire.
package enum TransferResult: Sendable, Equatable {
  /// The server returned at least a status line.
  case answered(HTTPAnswer)
  /// It did not. `mayHaveArrived` is true as soon as one byte of the request body was passed to a connection, unless the
  /// server then rejected the client certificate on that very connection: its handshake had failed, so it read nothing of
  /// the request, even if TLS 1.3 let the request leave before the alert came.
  case failed(TransferFault, mayHaveArrived: Bool)
  /// The connection was made; no request was sent.
  case connected
}

/// What went wrong on the wire, independent of libcurl's many error codes.
package enum TransferFault: Error, Sendable, Equatable {
  case nameLookup
  case connect
  case timeout
  case serverCertificate(ServerCertificateFault)
  /// The server rejected it with a TLS alert.
  case clientCertificateRefused
  case clientCertificateExpired
  case tls
  case connectionLost
  /// The answer is not HTTP.
  case notHTTP
  case cancelled
  case clientClosed
  /// Anything else; the number is libcurl's error code.
  case other(Int)
}

/// What is wrong with the server's certificate.
package enum ServerCertificateFault: Sendable, Equatable {
  case untrusted
  case notValidNow
  case wrongName
  /// A certificate of the chain must not be used for a server, or must not issue certificates.
  case wrongPurpose
  /// A certificate of the chain has a key with too few bits.
  case weakKey
  /// A certificate of the chain is signed with SHA-1 or MD5.
  case weakSignature
}

extension TransferFault {
  /// What failed, as the end of a sentence.
  package var reason: String {
    switch self {
    case .nameLookup: "the host name cannot be resolved"
    case .connect: "the connection failed"
    case .timeout: "no answer came in time"
    case .serverCertificate(.untrusted): "the server's certificate is not from a trusted issuer"
    case .serverCertificate(.notValidNow): "the server's certificate is not valid today"
    case .serverCertificate(.wrongName): "the server's certificate is for another host name"
    case .serverCertificate(.wrongPurpose): "the server's certificate, or an issuer's, is for another purpose"
    case .serverCertificate(.weakKey): "the server's certificate, or an issuer's, has too short a key"
    case .serverCertificate(.weakSignature): "the server's certificate, or an issuer's, is signed with SHA-1"
    case .clientCertificateRefused: "the server rejected the client certificate"
    case .clientCertificateExpired: "the client certificate has expired"
    case .tls: "the TLS handshake failed"
    case .connectionLost: "the connection was closed without an answer"
    case .notHTTP: "the answer is not HTTP"
    case .cancelled: "the call was cancelled"
    case .clientClosed: "the client is shutting down"
    case .other(let number): "libcurl reported error \(number)"
    }
  }
}
