/// How a call ended on the wire.
enum TransferEnd: Sendable, Equatable {
  /// The server gave at least a status line.
  case answered(HTTPAnswer)
  /// It did not. `mayHaveArrived` is true as soon as one byte of the request body was given to a connection, unless
  /// the server then turned down our certificate on that very connection: its handshake had failed, so it read
  /// nothing of the request, even where TLS 1.3 let it leave before the alert came.
  case failed(TransferFault, mayHaveArrived: Bool)
  /// Only the connection was asked for, and it stands.
  case connected
}

/// What went wrong on the wire, apart from libcurl's many ways to say it.
enum TransferFault: Sendable, Equatable {
  case nameLookup
  case connect
  case timeout
  case serverCertificate(ServerCertificateFault)
  /// The server said so with a TLS alert.
  case clientCertificateRefused
  case tls
  case connectionLost
  /// What came is not HTTP.
  case notHTTP
  case cancelled
  case clientClosed
  /// Anything else; the number is libcurl's error code.
  case other(Int)
}

/// What is wrong with the certificate that the server showed.
enum ServerCertificateFault: Sendable, Equatable {
  case untrusted
  case notValidNow
  case wrongName
}
