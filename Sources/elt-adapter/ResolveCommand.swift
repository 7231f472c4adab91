internal import Settings
internal import Adapter
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Foundation
internal import Kafka
internal import Operations
internal import TimeReport

struct ResolveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resolve",
    abstract: "Resolves a report that is in doubt.",
    discussion: """
      Publishes a resolve event and waits for the outcome, which a running adapter publishes. Ask the agency first whether it \
      has the report.

      Exit codes: 0 the decision was carried out, 1 it was rejected (for example, the report is unknown or not in doubt), \
      3 no outcome within the time limit, or the report is in doubt again or has failed.

      Examples:
        elt-adapter resolve 4a8db4b8-bc29-4406-901c-3f69298cabe3 --resend --reason "not with the agency"
        elt-adapter resolve 4a8db4b8-bc29-4406-901c-3f69298cabe3 --accepted 7d9333df-ff87-4634-8341-9b81ccc59bc4
      """
  )

  @Argument(help: "The report's id.")
  var reportId: String

  @Option(help: ArgumentHelp("The report arrived; the agency's receipt.", valueName: "tx-id"))
  var accepted: String?

  @Flag(help: "Accepts a receipt that is not a UUID. The outcome has a notice about it.")
  var force = false

  @Flag(help: "Sends the report again, with the same id and bytes.")
  var resend = false

  @Flag(help: "Abandons the report without sending it again.")
  var abandon = false

  @Option(help: "The reason, for later readers of the event.")
  var reason = "decided on the command line"

  @Flag(inversion: .prefixedNo, help: "Waits for the outcome.")
  var wait = true

  @Option(help: ArgumentHelp("How long to wait for the outcome, in seconds.", valueName: "seconds"))
  var timeLimit = 120

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  private struct Published: Encodable {
    let eventId: String
    let topic: String
    var outcome: OutcomeSummary?
  }

  func validate() throws {
    guard [accepted != nil, resend, abandon].count(where: { $0 }) == 1 else {
      throw ValidationError("give exactly one of --accepted, --resend and --abandon")
    }
    guard accepted != nil || !force else { throw ValidationError("--force needs --accepted") }
    guard (1...86_400).contains(timeLimit) else { throw ValidationError("--time-limit must be 1 to 86400") }
  }

  private func resolution() throws(CommandFailure) -> ResolveRequest.Resolution {
    guard let accepted else { return resend ? .resend : .abandon }
    guard let txId = ReceiptId(accepted) else {
      throw CommandFailure(.usage, "The receipt must have 1 to \(ReceiptId.maximumLength) characters.")
    }
    return .accepted(txId: txId)
  }

  func run() async throws {
    let configuration = try await options.load()
    guard let reportId = ReportId(reportId) else {
      throw CommandFailure(.usage, "The report id must be a UUID in lower case.")
    }
    if let accepted, !force, ReceiptId(accepted)?.uuid == nil {
      throw CommandFailure(
        .usage,
        "--accepted \(accepted): not a receipt of the agency, which is a UUID. Correct it, or record it with --force."
      )
    }
    let event = TimeReportEvent(
      eventId: UUID().uuidString.lowercased(),
      source: source(configuration),
      subject: reportId,
      request: .resolve(ResolveRequest(reportId: reportId, resolution: try resolution(), reason: reason))
    )
    let bytes = event.encoded(time: Timestamp(clamping: AdapterClock.system.wall()))
    // Reject here what the adapter would reject.
    switch EventDecoder().decode(structured: bytes) {
    case .event: break
    case .refused(_, let problems), .unreadable(let problems):
      throw CommandFailure(.usage, problems.map(\.message).joined(separator: "\nelt-adapter: "))
    }
    let record = ProducerRecord(
      topic: configuration.topics.requests,
      key: Array(reportId.text.utf8),
      value: bytes,
      headers: [RecordHeader(name: "content-type", value: Array(TimeReportEvent.contentType.utf8))]
    )
    var published = Published(eventId: event.eventId, topic: record.topic)
    do {
      let telemetry = Telemetry(logger: configuration.log.quiet())
      let kafka = configuration.kafkaClient(named: "resolve", telemetry: telemetry)
      if wait {
        published.outcome = try await outcome(of: event.eventId, record, kafka, configuration)
      } else {
        try await publish(record, kafka)
      }
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    try show(published)
  }

  /// Names the user, because an auditor asks who decided.
  private func source(_ configuration: AdapterConfiguration) -> String {
    let user = NSUserName().addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    return "urn:elt-adapter:\(configuration.kafka.groupId):command-line\(user.isEmpty ? "" : ":\(user)")"
  }

  private func publish(_ record: ProducerRecord, _ kafka: KafkaConfiguration) async throws {
    let producer = try KafkaProducer(kafka)
    _ = try await SlowProgress.whileWaiting(for: "the brokers") { try await producer.send(record) }
    await producer.close()
    if !json { Console.line("Published the decision to \(record.topic).") }
  }

  private func outcome(
    of eventId: String,
    _ record: ProducerRecord,
    _ kafka: KafkaConfiguration,
    _ configuration: AdapterConfiguration
  ) async throws -> OutcomeSummary {
    try await OutcomeWatch.open(
      kafka,
      groupId: configuration.kafka.groupId,
      topic: configuration.topics.outcomes
    ) { watch in
      try await publish(record, kafka)
      let outcome = try await SlowProgress.whileWaiting(for: "the outcome") {
        try await watch.outcome(of: eventId, within: .seconds(timeLimit))
      }
      guard let outcome else {
        throw CommandFailure(
          .environment,
          "No outcome within \(timeLimit) s. The decision (event \(eventId)) is published and remains valid. "
            + "Check that an adapter is running, then run `elt-adapter status \(reportId)`."
        )
      }
      return OutcomeSummary(outcome)
    }
  }

  private func show(_ published: Published) throws {
    if json {
      try Console.json(published)
    } else if let outcome = published.outcome {
      Console.line("\(reportId): \(outcome.headline)")
      for line in outcome.causes { Console.line("  \(line)") }
    }
    switch published.outcome?.outcome {
    case nil, "accepted": break
    case "rejected": throw CommandFailure(.refused)
    case "failed" where abandon: break
    default: throw CommandFailure(.environment)
    }
  }
}
