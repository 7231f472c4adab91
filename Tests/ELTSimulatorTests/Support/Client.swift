import ELT
import ELTSimulator
import Testing
import TestPKI
import TestSupport

/// Runs a simulator and the adapter's client for it.
func withClient<Value: Sendable>(
  faults: String = "",
  _ change: (inout SimulatorConfiguration) throws -> Void = { _ in },
  body: (Simulator, ELTClient) async throws -> Value
) async throws -> Value {
  let plan = try FaultPlan(parsing: faults)
  return try await withSimulator { configuration in
    configuration.faults = plan
    try change(&configuration)
  } body: { simulator, _ in
    let pki = try SharedPKI.ours.get()
    let configuration = ELTClientConfiguration(
      route: .shsNode(url: try #require(simulator.url)),
      clientCertificatePEM: try pki.tls.client.certificate.pem(),
      clientKeyPEM: try pki.tls.client.key.pem(),
      trustRootsPEM: try pki.tls.root.certificate.pem()
    )
    let client = try ELTClient(configuration)
    do {
      let value = try await body(simulator, client)
      await client.shutdown()
      return value
    } catch {
      await client.shutdown()
      throw error
    }
  }
}
