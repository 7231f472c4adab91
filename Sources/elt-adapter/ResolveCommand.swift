internal import Settings
internal import Adapter
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Foundation
internal import Kafka
internal import TimeReport

struct ResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Resolves a report that is in doubt.",
    discussion: """
      Publishes a resolve event. The adapter publishes the result as an outcome. Ask the agency first whether it has the report.

      Examples:
        elt-adapter resolve 4a8db4b8-bc29-4406-901c-3f69298cabe3 --resend --reason "not with the agency"
        elt-adapter resolve 4a8db4b8-bc29-4406-901c-3f69298cabe3 --accepted 7d9333df-ff87-4634-8341-9b81ccc59bc4
      """
  )

  @Argument(help: "The report's id.")
  var reportId: String

  @Option(help: ArgumentHelp("The report arrived; the agency's receipt.", valueName: "tx-id"))
  var accepted: String?

  @Flag(help: "Sends the report again, with the same id and bytes.")
  var resend = false

  @Flag(help: "Abandons the report without sending it again.")
  var abandon = false

  @Option(help: "The reason, for later readers of the event.")
  var reason = "decided on the command line"

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  private struct Published: Encodable {
    let eventId: String
    let topic: String
  }

  func validate() throws {
    guard [accepted != nil, resend, abandon].count(where: { $0 }) == 1 else {
      throw ValidationError("give exactly one of --accepted, --resend and --abandon")
    }
  }

  private var resolution: ResolveRequest.Resolution {
    if let accepted { return .accepted(txId: accepted) }
    return resend ? .resend : .abandon
  }

  func run() async throws {
    let configuration = try await options.load()
    guard let reportId = ReportId(reportId) else {
      throw CommandFailure(.usage, "The report id must be a UUID in lower case.")
    }
    let event = TimeReportEvent(
      eventId: UUID().uuidString.lowercased(),
      source: "urn:elt-adapter:\(configuration.kafka.groupId):command-line",
      subject: reportId,
      request: .resolve(ResolveRequest(reportId: reportId, resolution: resolution, reason: reason))
    )
    let bytes = event.encoded(time: Timestamp(clamping: AdapterClock.system.wall()))
    // Reject here what the adapter would reject.
    switch EventDecoder().decode(structured: bytes) {
    case .event: break
    case .refused(_, let problems), .unreadable(let problems):
      throw CommandFailure(.usage, problems.map(\.message).joined(separator: "\nelt-adapter: "))
    }
    let topic = configuration.topics.requests
    do {
      let telemetry = Telemetry(logger: configuration.log.quiet())
      let producer = try KafkaProducer(configuration.kafkaClient(named: "resolve", telemetry: telemetry))
      let record = ProducerRecord(
        topic: topic,
        key: Array(reportId.text.utf8),
        value: bytes,
        headers: [RecordHeader(name: "content-type", value: Array(TimeReportEvent.contentType.utf8))]
      )
      _ = try await SlowProgress.whileWaiting(for: "the brokers") { try await producer.send(record) }
      await producer.close()
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    if json { return try Console.json(Published(eventId: event.eventId, topic: topic)) }
    Console.line("Published \(event.eventId) to \(topic).")
  }
}
