import PKI
import Foundation
import PipelineTestSupport
import TestSupport

@testable import ELTSimulator
@testable import TestPKI

/// A simulated agency and an OCSP responder; commands run in the directory of its files.
struct CertificateWorld {
  static let shared = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make(sharesKeys: true) }

  private let agency: SimulatedAgency
  private let responderURL: String
  var pki: ThrowawayPKI { agency.pki }
  var simulator: Simulator { agency.simulator }

  /// - Parameter pki: the PKI of the simulator, the responder and the files.
  static func with(
    _ pki: ThrowawayPKI? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (CertificateWorld) async throws -> Void
  ) async throws {
    try await SimulatedAgency.with(try pki ?? shared.get()) { agency in
      let responder = ThrowawayResponder(agency.pki, form: .production)
      let world = CertificateWorld(agency: agency, responderURL: try await responder.start())
      do {
        try await body(world)
      } catch {
        await responder.stop()
        throw error
      }
      await responder.stop()
    }
  }

  func put(_ certificates: ThrowawayCertificate..., in name: String) throws {
    try put(certificates, in: name)
  }

  func put(_ certificates: [ThrowawayCertificate], in name: String) throws {
    try agency.directory.write(try certificates.flatMap { try $0.pem() }, to: name)
  }

  func put(_ key: ThrowawayKey, in name: String) throws {
    try agency.directory.write(try key.pem(), to: name)
  }

  /// - Parameter brokers: by default an address that refuses connections.
  func run(
    _ command: String...,
    brokers: String = "127.0.0.1:1",
    settings: [String] = []
  ) async throws -> FinishedProcess {
    var configuration = agency.configuration(brokers: brokers)
    configuration.responder = responderURL
    try agency.directory.write(configuration.text, to: "config.yaml")
    return try await Binary.adapter.run(
      command + ["--config", "config.yaml"] + settings,
      in: agency.directory.path
    )
  }
}

/// Validity in days from now. It uses the system clock, as the program under test does.
extension CertificateTemplate {
  func valid(days: ClosedRange<Int>) -> CertificateTemplate {
    // Adds half a day so that the number of days does not change during the test.
    func moment(_ days: Int) -> Int { Int(Date().timeIntervalSince1970) + days * 86_400 + 43_200 }
    var template = self
    template.validity = .init(from: moment(days.lowerBound), until: moment(days.upperBound))
    return template
  }
}

extension ThrowawayPKI {
  /// A new certificate for the client's key.
  func client(days: ClosedRange<Int>, serial: UInt64 = 701) throws(ThrowawayPKIError) -> ThrowawayCertificate
  {
    try CertificateTemplate.tlsClient(serial: serial).valid(days: days).issue(
      for: tls.client.key,
      by: tls.root
    )
  }

  /// A new certificate for the organisation's signing key.
  func signing(days: ClosedRange<Int>) throws(ThrowawayPKIError) -> ThrowawayCertificate {
    try CertificateTemplate.signer(
      subject: [("C", "SE"), ("O", "Throwaway Omsorg AB"), ("CN", "Throwaway Omsorg AB")],
      serial: 702,
      ocspURL: nil
    ).valid(days: days).issue(for: organisation.signer.key, by: organisation.issuingCA)
  }

  /// The same PKI with other client and signing certificates.
  func using(client: ThrowawayCertificate, signing: ThrowawayCertificate) -> ThrowawayPKI {
    ThrowawayPKI(
      tls: TLS(root: tls.root, server: tls.server, client: .init(certificate: client, key: tls.client.key)),
      bankID: bankID,
      organisation: Organisation(
        root: organisation.root,
        policyCA: organisation.policyCA,
        issuingCA: organisation.issuingCA,
        responder: organisation.responder,
        signer: .init(certificate: signing, key: organisation.signer.key)
      ),
      directory: nil
    )
  }
}
