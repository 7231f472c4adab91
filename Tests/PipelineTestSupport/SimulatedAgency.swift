package import ELT
package import ELTSimulator
internal import PKI
package import TestPKI
package import TestSupport

/// The simulator with real TLS in this process, the throw-away PKI that it trusts, and a directory with the PKI's files,
/// which a test can replace.
package final class SimulatedAgency: Sendable {
  package let pki: ThrowawayPKI
  package let simulator: Simulator
  package let directory: TemporaryDirectory
  package let url: String

  /// Runs the simulator while `body` runs.
  ///
  /// - Parameters:
  ///   - pki: by default the PKI of the signed events.
  ///   - change: changes the simulator's configuration before it starts.
  package static func with<Result>(
    _ pki: ThrowawayPKI? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ change: @Sendable (inout SimulatorConfiguration) throws -> Void = { _ in },
    _ body: (SimulatedAgency) async throws -> sending Result
  ) async throws -> sending Result {
    let agency = try await SimulatedAgency(try pki ?? SignedEvents.pki.get(), change)
    do {
      let result = try await body(agency)
      await agency.simulator.stop(grace: .zero)
      return result
    } catch {
      await agency.simulator.stop(grace: .zero)
      throw error
    }
  }

  private init(_ pki: ThrowawayPKI, _ change: @Sendable (inout SimulatorConfiguration) throws -> Void)
    async throws
  {
    self.pki = pki
    directory = try TemporaryDirectory()
    try pki.write(to: directory.path)
    var configuration = try SimulatorConfiguration(pki: pki)
    try change(&configuration)
    simulator = try Simulator(configuration)
    url = "https://127.0.0.1:\(try await simulator.start())\(SimulatorConfiguration.testPath)"
  }

  /// The configuration of a client.
  ///
  /// - Parameters:
  ///   - identity: the PKI of the client certificate; by default the one that the simulator trusts.
  ///   - roots: the PKI that the client trusts; by default the simulator's.
  package func client(identity: ThrowawayPKI? = nil, roots: ThrowawayPKI? = nil) throws
    -> ELTClientConfiguration
  {
    ELTClientConfiguration(
      route: .shsNode(url: url),
      clientCertificatePEM: try (identity ?? pki).tls.client.certificate.pem(),
      clientKeyPEM: try (identity ?? pki).tls.client.key.pem(),
      trustRootsPEM: try (roots ?? pki).tls.root.certificate.pem()
    )
  }

  /// The configuration file of an adapter that submits to this simulator.
  package func configuration(brokers: String) -> AdapterYAML {
    AdapterYAML(brokers: brokers, url: url, pki: directory.path + "/")
  }
}
