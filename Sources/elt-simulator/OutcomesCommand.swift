internal import Adapter
internal import ArgumentParser
internal import CommandSupport
internal import Kafka
internal import PipelineRecords
internal import Settings
internal import Telemetry

struct OutcomesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outcomes",
    abstract: "Prints the outcome events, one per line.",
    discussion: """
      Reads the outcome topic to its end as of the start of the command. Joins no group.

      Example: elt-simulator outcomes --kafka-bootstrap-servers 127.0.0.1:9092
      """
  )

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let configuration = try await options.load()
    let topic = configuration.topics.outcomes
    let kafka = configuration.kafkaClient(
      named: "outcomes",
      telemetry: Telemetry(logger: configuration.log.quiet())
    )
    do {
      let ranges = try await KafkaAdmin.with(kafka) { admin in
        let count = try await admin.partitionCount(of: topic) ?? 0
        return try await admin.watermarks(
          (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
        )
      }
      let reader = PartitionReader(kafka, groupId: GroupNames(configuration.kafka.groupId).reader)
      for (partition, range) in ranges.sorted(by: { $0.key < $1.key }) where range.low < range.high {
        try await reader.read(partition, from: range.low) { record in
          guard record.offset < range.high else { return .stop }
          Console.write((record.value ?? []) + [UInt8(ascii: "\n")])
          return record.offset + 1 < range.high ? .proceed : .stop
        }
      }
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
  }
}
