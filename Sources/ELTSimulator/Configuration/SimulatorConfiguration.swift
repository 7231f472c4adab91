package import TestPKI

/// The configuration of a simulator.
package struct SimulatorConfiguration: Sendable {
  /// The answer to a report id that was received before. The agency's behaviour is unknown.
  package enum RepeatedReport: String, Sendable, CaseIterable {
    /// A new receipt, as for a new report.
    case newReceipt = "new-receipt"
    /// The receipt of the first call.
    case sameReceipt = "same-receipt"
    /// `XmlValidationError`.
    case refuse
  }

  /// Counts calls that start closer together than the agency allows.
  package struct RateWatch: Sendable {
    /// Calls per second.
    package var callsPerSecond: Double
    /// How much shorter than allowed an interval may be because of the network.
    package var tolerance: Duration

    package init(callsPerSecond: Double = 1, tolerance: Duration = .milliseconds(10)) {
      self.callsPerSecond = callsPerSecond
      self.tolerance = tolerance
    }
  }

  package var host = "127.0.0.1"
  /// 0 for any free port.
  package var port = 0
  var serverCertificatePEM: [UInt8]
  package var serverKeyPEM: [UInt8]
  /// The roots of client certificates.
  var clientRootsPEM: [UInt8]
  /// The roots of signatures; nil accepts any chain.
  package var signatureRootsPEM: [UInt8]?
  package var faults = FaultPlan.none
  /// Delays every answer.
  package var latency = Duration.zero
  package var repeatedReport = RepeatedReport.newReceipt
  package var rateWatch: RateWatch?
  /// Appends one JSON line per call to this file; nil keeps the journal in memory only.
  package var journalPath: String?
  /// A larger request is answered with HTTP 413.
  package var maximumRequestBytes = 8 << 20
  /// Answers 404 on other paths; nil accepts every path.
  package var paths: Set<String>? = [Self.testPath, Self.productionPath]
  /// Closes a connection that is idle for this long between calls or before its handshake.
  package var idleTimeout = Duration.seconds(120)

  package static let testPath = "/shs2/FK.ASE.Tidredovisning.ref"
  package static let productionPath = "/shs2/FK.ASE.Tidredovisning"

  package init(
    serverCertificatePEM: [UInt8],
    serverKeyPEM: [UInt8],
    clientRootsPEM: [UInt8],
    signatureRootsPEM: [UInt8]?
  ) {
    self.serverCertificatePEM = serverCertificatePEM
    self.serverKeyPEM = serverKeyPEM
    self.clientRootsPEM = clientRootsPEM
    self.signatureRootsPEM = signatureRootsPEM
  }

  /// The server of a throw-away PKI, which trusts its client, persons and organisation.
  package init(pki: ThrowawayPKI) throws(ThrowawayPKIError) {
    self.init(
      serverCertificatePEM: try pki.tls.server.certificate.pem(),
      serverKeyPEM: try pki.tls.server.key.pem(),
      clientRootsPEM: try pki.tls.root.certificate.pem(),
      signatureRootsPEM: try pki.signatureRootsPEM()
    )
  }
}

/// Why a simulator did not start.
package enum SimulatorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A certificate, key or root of the configuration is unusable; the text names it.
  case certificate(String)
  /// The address cannot be listened on.
  case listen(host: String, port: Int, reason: String)
  case journal(path: String, reason: String)
  /// The simulator was started before; it runs once.
  case alreadyStarted

  package var description: String {
    switch self {
    case .certificate(let what): "the simulator's \(what) is unusable"
    case .listen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
    case .journal(let path, let reason): "\(path): \(reason)"
    case .alreadyStarted: "the simulator was started before"
    }
  }
}
