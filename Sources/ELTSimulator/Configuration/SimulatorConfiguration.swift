package import TestPKI

/// How a simulator shall run.
package struct SimulatorConfiguration: Sendable {
  /// What a report id that has been received before is answered with. What the agency does is unknown.
  package enum RepeatedReport: String, Sendable, CaseIterable {
    /// A receipt of its own, as if it had never come before.
    case newReceipt = "new-receipt"
    /// The receipt that the first one got.
    case sameReceipt = "same-receipt"
    /// `XmlValidationError`.
    case refuse
  }

  /// Counts calls that start closer to each other than the agency allows.
  package struct RateWatch: Sendable {
    /// Calls a second.
    package var callsPerSecond: Double
    /// How much closer than allowed is put down to the network.
    package var tolerance: Duration

    package init(callsPerSecond: Double = 1, tolerance: Duration = .milliseconds(10)) {
      self.callsPerSecond = callsPerSecond
      self.tolerance = tolerance
    }
  }

  package var host = "127.0.0.1"
  /// 0 for any free port.
  package var port = 0
  package var serverCertificatePEM: [UInt8]
  package var serverKeyPEM: [UInt8]
  /// Who may have issued client certificates.
  package var clientRootsPEM: [UInt8]
  /// Whose signatures count; nil accepts a signature of any chain.
  package var signatureRootsPEM: [UInt8]?
  package var faults = FaultPlan.none
  /// Added to every answer.
  package var latency = Duration.zero
  package var repeatedReport = RepeatedReport.newReceipt
  package var rateWatch: RateWatch?
  /// JSON lines, one a call, appended; nil keeps the journal in memory only.
  package var journalPath: String?
  /// A larger request is answered with HTTP 413.
  package var maximumRequestBytes = 8 << 20
  /// Answers 404 anywhere else; nil answers everywhere.
  package var paths: Set<String>? = [Self.testPath, Self.productionPath]
  /// A connection that is silent for so long between calls, or before its handshake, is closed.
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
