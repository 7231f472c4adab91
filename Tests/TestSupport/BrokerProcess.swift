internal import Foundation
internal import Glibc
internal import Kafka

/// A running broker program.
final class BrokerProcess: Sendable {
  let port: Int
  private let shell: ChildProcess
  private let processId: pid_t

  /// Starts the program and waits until it answers.
  /// - Parameter port: 0 for a free port.
  static func start(directory: URL, port: Int) async throws -> BrokerProcess {
    let program = try program()
    let shell = try ChildProcess(
      "/bin/sh",
      [
        // The shell ends the broker when its input closes, which happens even if the test process crashes.
        "-c", #""$@" & echo "broker-process $!"; cat >/dev/null; kill -CONT $!; kill -TERM $!; wait $!"#,
        "sh",
        program, "start", "--data-dir", directory.path, "--host", "127.0.0.1", "--only", "kafka",
        "--kafka-port",
        String(port),
      ]
    )
    do {
      guard let port = try await shell.firstMatch(of: { Self.port(in: $0) }) else {
        throw TestFailure("The test broker did not start: \(shell.output)")
      }
      guard let processId = try await shell.firstMatch(of: { Self.processId(in: $0) }) else {
        throw TestFailure("The test broker did not report its process id.")
      }
      let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:\(port)"))
      // A failure closes the client when it is released.
      _ = try await admin.brokers(timeout: Patience.limit)
      await admin.close()
      return BrokerProcess(port: port, processId: processId, shell: shell)
    } catch {
      await shell.stop()
      throw error
    }
  }

  private init(port: Int, processId: pid_t, shell: ChildProcess) {
    self.port = port
    self.processId = processId
    self.shell = shell
  }

  func stop() async {
    await shell.stop()
  }

  func stall(_ isStalled: Bool) { kill(processId, isStalled ? SIGSTOP : SIGCONT) }

  private static func processId(in line: Substring) -> pid_t? {
    let words = line.split(separator: " ")
    return words.count == 2 && words[0] == "broker-process" ? pid_t(words[1]) : nil
  }

  /// The line has the form `  kafka          127.0.0.1:37837`.
  private static func port(in line: Substring) -> Int? {
    let words = line.split(separator: " ")
    guard words.count == 2, words[0] == "kafka" else { return nil }
    return words[1].split(separator: ":").last.flatMap { Int($0) }
  }

  private static func program() throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    let program =
      ProcessInfo.processInfo.environment["ELT_ADAPTER_TEST_BROKER"]
      ?? root.appending(path: ".build-tools/venv/bin/test-broker").path
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw TestFailure("There is no test broker at \(program). Run scripts/install-test-broker.")
    }
    return program
  }
}
