internal import Foundation

/// A Kafka broker process for one test, with its own port and data directory.
///
/// `scripts/install-test-broker` installs the program; `ELT_ADAPTER_TEST_BROKER` names another one. The broker ends with
/// `stop` or with the test process, even if that crashes.
package actor TestBroker {
  package nonisolated let bootstrapServers: String
  private let directory: URL
  private var process: BrokerProcess?
  private let watch: Task<Void, Never>

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
    let servers = "127.0.0.1:\(process.port)"
    bootstrapServers = servers
    watch = Task { await RebalanceWatch(bootstrapServers: servers).run() }
  }

  deinit { watch.cancel() }

  /// Stops the broker (SIGTERM) and deletes its data.
  package func stop() async {
    watch.cancel()
    await shutDown()
    try? FileManager.default.removeItem(at: directory)
  }

  /// Stops the broker (SIGTERM) and keeps its data for `bringUp`.
  package func shutDown() async {
    guard let process else { return }
    self.process = nil
    await process.stop()
  }

  /// Suspends the broker (SIGSTOP) with its connections open, or resumes it.
  package func stall(_ isStalled: Bool) { process?.stall(isStalled) }

  /// Starts the broker again with its data and its port and waits until it answers.
  package func bringUp() async throws {
    guard process == nil, let port = bootstrapServers.split(separator: ":").last.flatMap({ Int($0) }) else {
      return
    }
    process = try await BrokerProcess.start(directory: directory, port: port)
  }
}

/// Returns a unique name for a topic, a group or a transactional id.
package func freshName(_ kind: String) -> String {
  "\(kind)-\(UInt64.random(in: .min ... .max))"
}
