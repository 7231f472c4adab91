internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Kafka
internal import Logging

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

  @Option(help: "The replication factor; -1 for the cluster's default.")
  var replicationFactor = -1

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    guard (1...1000).contains(requestPartitions), (1...64).contains(outboxPartitions) else {
      throw ValidationError("--request-partitions must be 1 to 1000 and --outbox-partitions 1 to 64")
    }
  }

  private struct Report: Encodable {
    let created: [String]
    let problems: [String]
  }

  func run() async throws {
    let configuration = try await options.load()
    let telemetry = Telemetry(logger: configuration.log.quiet())
    let (created, problems) = try await SlowProgress.whileWaiting(for: "the brokers") {
      let created = create ? try await createMissing(configuration, telemetry: telemetry) : []
      return (created, try await Self.problems(configuration, telemetry: telemetry))
    }
    if json {
      try Console.json(Report(created: created, problems: problems))
    } else {
      for name in created { Console.line("created \(name)") }
      for problem in problems { Console.line(problem) }
      if problems.isEmpty { Console.line("All topics are configured correctly.") }
    }
    if !problems.isEmpty { throw CommandFailure(.usage) }
  }

  private func createMissing(_ configuration: AdapterConfiguration, telemetry: Telemetry) async throws
    -> [String]
  {
    let plan = TopicPlan(
      configuration.topicNames,
      requestPartitions: requestPartitions,
      outboxPartitions: outboxPartitions
    )
    let results: [String: TopicCreation]
    do {
      results = try await KafkaAdmin.with(configuration.kafkaClient(named: "admin", telemetry: telemetry)) {
        try await $0.createTopics(plan.specifications(replicationFactor: replicationFactor))
      }
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    var created: [String] = []
    for (name, result) in results.sorted(by: { $0.key < $1.key }) {
      switch result {
      case .created: created.append(name)
      case .alreadyExists: continue
      case .failed(let error): throw CommandFailure(.environment, "cannot create \(name): \(error)")
      }
    }
    return created
  }

  /// The problems of a cluster's topics, one sentence each.
  static func problems(_ configuration: AdapterConfiguration, telemetry: Telemetry) async throws -> [String] {
    let plan = TopicPlan(configuration.topicNames)
    do {
      let found = try await KafkaAdmin.with(configuration.kafkaClient(named: "admin", telemetry: telemetry)) {
        try await $0.describe(plan.topics.map(\.name))
      }
      return TopicCheck.problems(in: found, plan: plan, names: configuration.topicNames)
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
  }
}
