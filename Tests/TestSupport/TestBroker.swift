internal import Foundation

/// A Kafka broker in a process of its own, for one test: with an own port and an own data directory.
///
/// `scripts/install-test-broker` installs its program; `ELT_ADAPTER_TEST_BROKER` names another. The broker
/// ends with `stop`, and with the test process however that ends.
package actor TestBroker {
  /// For `KafkaConfiguration`.
  package nonisolated let bootstrapServers: String
  private let directory: URL
  private var process: BrokerProcess?

  /// Starts a broker and waits until it answers.
  package static func start() async throws -> TestBroker {
    let directory = FileManager.default.temporaryDirectory.appending(path: "test-broker-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let process = try await BrokerProcess.start(directory: directory, port: 0)
    return TestBroker(process: process, directory: directory)
  }

  /// Starts a broker, runs the body and stops the broker.
  package static func with<Result: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (TestBroker) async throws -> sending Result
  ) async throws -> sending Result {
    try await Slots.brokers.withSlot {
      let broker = try await start()
      do {
        let result = try await body(broker)
        await broker.stop()
        return result
      } catch {
        await broker.stop()
        throw error
      }
    }
  }

  private init(process: BrokerProcess, directory: URL) {
    self.process = process
    self.directory = directory
    bootstrapServers = "127.0.0.1:\(process.port)"
  }

  /// Ends the broker (SIGTERM) and forgets its data.
  package func stop() async {
    await shutDown()
    try? FileManager.default.removeItem(at: directory)
  }

  /// Ends the broker (SIGTERM) and keeps its data for `bringUp`.
  package func shutDown() async {
    guard let process else { return }
    self.process = nil
    await process.stop()
  }

  /// Has the broker stand still (SIGSTOP), its connections open, or go on.
  package func stall(_ isStalled: Bool) { process?.stall(isStalled) }

  /// Starts the broker again, with its data and on its port, and waits until it answers.
  package func bringUp() async throws {
    guard process == nil, let port = bootstrapServers.split(separator: ":").last.flatMap({ Int($0) }) else {
      return
    }
    process = try await BrokerProcess.start(directory: directory, port: port)
  }
}
