internal import Adapter
internal import ArgumentParser
internal import CommandSupport
internal import Kafka
internal import Settings
internal import Telemetry

struct DropTopicsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop-topics",
    abstract: "Deletes the topics of a trial with all their records.",
    discussion: """
      Refuses topics whose names do not begin with \(Self.prefix), so that no configuration of a real adapter works here.

      Example: elt-simulator drop-topics --config trial.yaml
      """
  )

  /// The prefix of the topics that `scripts/check-on-kafka` makes.
  static let prefix = "elt-check-"

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let configuration = try await options.load()
    let names = configuration.topics
    let topics = [names.requests, names.outcomes, names.outbox, names.ledger, names.deadLetters]
    if let other = topics.first(where: { !$0.hasPrefix(Self.prefix) }) {
      throw CommandFailure(.usage, "topic \(other) does not begin with \(Self.prefix); it is not deleted")
    }
    let telemetry = Telemetry(logger: configuration.log.quiet())
    do {
      try await KafkaAdmin.with(configuration.kafkaClient(named: "drop-topics", telemetry: telemetry)) {
        try await $0.deleteTopics(topics)
      }
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    for topic in topics { Console.line("deleted \(topic)") }
  }
}
