internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Kafka

struct TopicsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "Checks or creates the topics that the adapter needs.",
    discussion: "Example: elt-adapter topics --create --config elt-adapter.yaml"
  )

  @Flag(help: "Creates missing topics.")
  var create = false

  @Option(help: "Partitions of the request topic: the most instances that can run intake in parallel.")
  var requestPartitions = 6

  @Option(help: "Partitions of outbox and ledger; more than one only for a high agreed rate.")
  var outboxPartitions = 1

  @Option(
    help: "The replication factor of created topics; by default three, or one per broker if there are fewer."
  )
  var replicationFactor: Int?

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    guard (1...1000).contains(requestPartitions), (1...64).contains(outboxPartitions) else {
      throw ValidationError("--request-partitions must be 1 to 1000 and --outbox-partitions 1 to 64")
    }
    guard (1...100).contains(replicationFactor ?? 1) else {
      throw ValidationError("--replication-factor must be 1 to 100")
    }
  }

  private struct Report: Encodable {
    let created: [String]
    let problems: [String]
    /// Weaknesses that are allowed.
    let warnings: [String]
  }

  func run() async throws {
    let configuration = try await options.load()
    let telemetry = Telemetry(logger: configuration.log.quiet())
    let created: [String]
    let state: TopicState
    do {
      (created, state) = try await SlowProgress.whileWaiting(for: "the brokers") {
        let created = create ? try await createMissing(configuration, telemetry) : []
        return (created, try await TopicState(configuration, telemetry: telemetry))
      }
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    if json {
      try Console.json(Report(created: created, problems: state.problems, warnings: state.warnings))
    } else {
      for name in created { Console.line("created \(name)") }
      for problem in state.problems { Console.line(problem) }
      for warning in state.warnings { Console.line("warning: \(warning)") }
      if state.problems.isEmpty { Console.line("All topics are configured correctly.") }
    }
    if !state.problems.isEmpty { throw CommandFailure(.usage) }
  }

  private func createMissing(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async throws
    -> [String]
  {
    let plan = TopicPlan(
      configuration.topicNames,
      requestPartitions: requestPartitions,
      outboxPartitions: outboxPartitions
    )
    return try await TopicSetup(plan, kafka: configuration.kafkaClient(named: "admin", telemetry: telemetry))
      .create(replicationFactor: replicationFactor)
  }
}
