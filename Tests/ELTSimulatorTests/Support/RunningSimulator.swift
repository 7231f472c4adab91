import ELTSimulator
import Testing
import TestPKI
import TestSupport

/// Runs a simulator with the shared PKI while `body` runs.
func withSimulator<Value: Sendable>(
  _ change: (inout SimulatorConfiguration) throws -> Void = { _ in },
  body: (Simulator, Curl) async throws -> Value
) async throws -> Value {
  let pki = try SharedPKI.ours.get()
  var configuration = try SimulatorConfiguration(pki: pki)
  try change(&configuration)
  let simulator = try Simulator(configuration)
  let port = try await simulator.start()
  do {
    let value = try await body(simulator, try Curl(port: port, pki: pki))
    await simulator.stop()
    return value
  } catch {
    await simulator.stop()
    throw error
  }
}
