internal import NIOSSL

/// TLS 1.2 or later; requires a client certificate issued below the configured roots.
func serverTLS(_ configuration: SimulatorConfiguration) throws(SimulatorError) -> NIOSSLContext {
  let chain = try usable("server certificate") {
    try NIOSSLCertificate.fromPEMBytes(configuration.serverCertificatePEM)
  }
  let key = try usable("server key") {
    try NIOSSLPrivateKey(bytes: configuration.serverKeyPEM, format: .pem)
  }
  let roots = try usable("client roots") { try NIOSSLCertificate.fromPEMBytes(configuration.clientRootsPEM) }
  guard !chain.isEmpty else { throw .certificate("server certificate") }
  guard !roots.isEmpty else { throw .certificate("client roots") }
  var tls = TLSConfiguration.makeServerConfiguration(
    certificateChain: chain.map { .certificate($0) },
    privateKey: .privateKey(key)
  )
  tls.minimumTLSVersion = .tlsv12
  tls.trustRoots = .certificates(roots)
  // A client's certificate names an organisation, not a host.
  tls.certificateVerification = .noHostnameVerification
  return try usable("server certificate and key") { try NIOSSLContext(configuration: tls) }
}

private func usable<Value>(_ what: String, _ make: () throws -> Value) throws(SimulatorError) -> Value {
  do {
    return try make()
  } catch {
    throw .certificate(what)
  }
}
