import PKI
import Foundation
import TestSupport

@testable import TestPKI
@testable import ELTSimulator

/// The files of a throw-away PKI, a configuration that names them, and a stand-in for ELT and for the responder: certificates can
/// be exchanged for others before a command is run.
final class CertificateWorld: Sendable {
  static let shared = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make(sharesKeys: true) }

  let pki: ThrowawayPKI
  private let directory: String
  let simulator: Simulator
  private let responder: ThrowawayResponder
  private let url: String
  private let responderURL: String

  /// - Parameter pki: what ELT and the responder know, and what is in the files.
  static func with(
    _ pki: ThrowawayPKI? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (CertificateWorld) async throws -> Void
  ) async throws {
    let world = try await CertificateWorld(try pki ?? shared.get())
    do {
      try await body(world)
    } catch {
      await world.stop()
      throw error
    }
    await world.stop()
  }

  private init(_ pki: ThrowawayPKI) async throws {
    self.pki = pki
    directory = NSTemporaryDirectory() + "elt-adapter-certificates-" + UUID().uuidString
    try pki.write(to: directory)
    simulator = try Simulator(try SimulatorConfiguration(pki: pki))
    responder = ThrowawayResponder(pki)
    url = "https://127.0.0.1:\(try await simulator.start())\(SimulatorConfiguration.testPath)"
    responderURL = try await responder.start()
  }

  private func stop() async {
    await responder.stop()
    await simulator.stop()
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  func put(_ certificates: ThrowawayCertificate..., in name: String) throws {
    try put(certificates, in: name)
  }

  func put(_ certificates: [ThrowawayCertificate], in name: String) throws {
    try write(try certificates.flatMap { try $0.pem() }, to: name)
  }

  func put(_ key: ThrowawayKey, in name: String) throws { try write(try key.pem(), to: name) }

  private func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: "\(directory)/\(name)"), options: .atomic)
  }

  /// - Parameter brokers: where nobody listens, unless given.
  func run(
    _ command: String...,
    brokers: String = "127.0.0.1:1",
    settings: [String] = []
  ) async throws -> FinishedProcess {
    let text = """
      kafka: {bootstrapServers: "\(brokers)"}
      elt:
        environment: custom
        url: \(url)
        clientCertificateFile: client.pem
        clientKeyFile: client.key
        trustRootsFile: tls-root.pem
      signatures:
        personRootsFile: person-root.pem
        organisationRootsFile: organisation-root.pem
        organisation:
          certificateFile: signing.pem
          keyFile: signing.key
          ocspResponderURL: \(responderURL)
      admin: {port: 0}
      """
    try write(Array(text.utf8), to: "config.yaml")
    return try await Binary.run(command + ["--config", "config.yaml"] + settings, in: directory)
  }
}

/// Days from now, by the clock of this machine: the binary has no other.
extension CertificateTemplate {
  func valid(days: ClosedRange<Int>) -> CertificateTemplate {
    // Half a day more, so that a count of days cannot change while the test runs.
    func moment(_ days: Int) -> Int { Int(Date().timeIntervalSince1970) + days * 86_400 + 43_200 }
    var template = self
    template.validity = .init(from: moment(days.lowerBound), until: moment(days.upperBound))
    return template
  }
}

extension ThrowawayPKI {
  /// Another certificate for the client's key.
  func client(days: ClosedRange<Int>, serial: UInt64 = 701) throws(ThrowawayPKIError) -> ThrowawayCertificate
  {
    try CertificateTemplate.tlsClient(serial: serial).valid(days: days).issue(
      for: tls.client.key,
      by: tls.root
    )
  }

  /// Another certificate for the key that signs.
  func signing(days: ClosedRange<Int>) throws(ThrowawayPKIError) -> ThrowawayCertificate {
    try CertificateTemplate.signer(
      subject: [("C", "SE"), ("O", "Throwaway Omsorg AB"), ("CN", "Throwaway Omsorg AB")],
      serial: 702,
      ocspURL: nil
    ).valid(days: days).issue(for: organisation.signer.key, by: organisation.issuingCA)
  }

  /// The same with other certificates in use.
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
