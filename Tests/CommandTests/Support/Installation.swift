import Foundation
import Glibc
import TestSupport
import Testing

/// What a user has before the first `run`: a broker with the topics, the simulator with its throw-away PKI, and a configuration,
/// in a directory of its own.
struct Installation {
  let brokers: String
  let config: String
  private let scratch: Scratch
  private let simulator: RunningCommand
  /// What was started, so that none outlives a test that fails.
  private let started = Recorder<RunningCommand>()

  /// - Parameters:
  ///   - simulating: more arguments of `simulate`.
  ///   - kafka: more settings of `kafka`, in YAML's flow style.
  ///   - signsItself: whether the adapter makes the provider's signature where there is none.
  ///   - settings: more lines of the configuration.
  static func with(
    simulating: [String] = [],
    kafka: String = "",
    signsItself: Bool = false,
    settings: String,
    _ body: (Installation) async throws -> Void
  ) async throws {
    let scratch = try Scratch()
    try await TestBroker.with { broker in
      let simulator = try RunningCommand(
        ["simulate", "--make-pki", "pki", "--port", "0", "--ocsp-port", "0", "--journal", "journal.jsonl"]
          + simulating,
        in: scratch.path
      )
      let responder = try #require(try await simulator.line(beginning: "Answering OCSP requests on "))
      let url = try #require(try await simulator.line(beginning: "Listening on "))
      let organisation = """
          organisation:
            certificateFile: pki/signing.pem
            keyFile: pki/signing.key
            ocspResponderURL: \(responder)

        """
      let config = try scratch.write(
        """
        kafka: {bootstrapServers: "\(broker.bootstrapServers)"\(kafka.isEmpty ? "" : ", " + kafka)}
        elt:
          environment: custom
          url: \(url)
          clientCertificateFile: pki/client.pem
          clientKeyFile: pki/client.key
          trustRootsFile: pki/tls-root.pem
        signatures:
          personRootsFile: pki/person-root.pem
          organisationRootsFile: pki/organisation-root.pem
        \(signsItself ? organisation : "")admin: {port: 0}
        \(settings)
        """,
        to: "config.yaml"
      )
      let installation = Installation(
        brokers: broker.bootstrapServers,
        config: config,
        scratch: scratch,
        simulator: simulator
      )
      defer { for command in installation.started.elements + [simulator] { command.send(SIGKILL) } }
      try await body(installation)
      #expect(try await simulator.terminate() == 0)
    }
  }

  /// Runs a command with the configuration to its end.
  func command(_ arguments: String...) async throws -> FinishedProcess {
    try await Binary.run(arguments + ["--config", config], in: scratch.path)
  }

  func createTopics() async throws { #expect(try await command("topics", "--create").status == 0) }

  /// Starts `run`.
  func start(variables: [String: String] = [:]) throws -> RunningCommand {
    let command = try RunningCommand(["run", "--config", config], in: scratch.path, variables: variables)
    started.append(command)
    return command
  }

  /// Publishes good reports.
  func publish(_ count: Int, seed: Int = 1, _ more: String...) async throws {
    let arguments = [
      "generate", "--pki", "pki", "--count", "\(count)", "--seed", "\(seed)", "--publish", "--config", config,
    ]
    let result = try await Binary.run(arguments + more, in: scratch.path)
    #expect(result.status == 0, "\(result.errorText)")
  }

  /// How many calls the simulator has journalled.
  func calls() throws -> Int {
    try String(contentsOfFile: scratch.file("journal.jsonl"), encoding: .utf8).split(separator: "\n").count
  }
}
