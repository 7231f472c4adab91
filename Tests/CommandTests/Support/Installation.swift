import Foundation
import Glibc
import PipelineTestSupport
import Testing
import TestSupport

/// A broker, a running simulator with throw-away certificates and a configuration, as a user has them before the first
/// `run`.
struct Installation {
  let brokers: String
  let config: String
  private let scratch: TemporaryDirectory
  private let simulator: RunningCommand
  /// The started commands, so that none outlives a failed test.
  private let started = Recorder<RunningCommand>()

  /// - Parameters:
  ///   - simulating: additional arguments of `elt-simulator serve`.
  ///   - kafka: additional settings of `kafka` in YAML's flow style.
  ///   - signsItself: whether the adapter creates missing provider signatures.
  ///   - settings: additional lines of the configuration.
  static func with(
    simulating: [String] = [],
    kafka: String = "",
    signsItself: Bool = false,
    settings: String,
    _ body: (Installation) async throws -> Void
  ) async throws {
    let scratch = try TemporaryDirectory()
    try await TestBroker.with { broker in
      let simulator = try RunningCommand(
        .simulator,
        ["serve", "--make-pki", "pki", "--port", "0", "--ocsp-port", "0", "--journal", "journal.jsonl"]
          + simulating,
        in: scratch.path
      )
      let responder = try #require(try await simulator.line(beginning: "Answering OCSP requests on "))
      let url = try #require(try await simulator.line(beginning: "Listening on "))
      var configuration = AdapterYAML(brokers: broker.bootstrapServers, url: url, pki: "pki/")
      configuration.kafka = kafka
      configuration.responder = signsItself ? responder : nil
      configuration.settings = settings
      let config = try scratch.write(configuration.text, to: "config.yaml")
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

  /// Runs a command with the configuration and waits for its end.
  func command(_ arguments: String...) async throws -> FinishedProcess {
    try await Binary.adapter.run(arguments + ["--config", config], in: scratch.path)
  }

  func createTopics() async throws { #expect(try await command("topics", "--create").status == 0) }

  /// Starts `run`.
  func start(variables: [String: String] = [:]) throws -> RunningCommand {
    let command = try RunningCommand(
      .adapter,
      ["run", "--config", config],
      in: scratch.path,
      variables: variables
    )
    started.append(command)
    return command
  }

  /// Publishes good reports.
  func publish(_ count: Int, seed: Int = 1, _ more: String...) async throws {
    let arguments = [
      "generate", "--pki", "pki", "--count", "\(count)", "--seed", "\(seed)", "--publish", "--config", config,
    ]
    let result = try await Binary.simulator.run(arguments + more, in: scratch.path)
    #expect(result.status == 0, "\(result.errorText)")
  }

  /// The number of calls in the simulator's journal.
  func calls() throws -> Int {
    try String(contentsOfFile: scratch.file("journal.jsonl"), encoding: .utf8).split(separator: "\n").count
  }
}
