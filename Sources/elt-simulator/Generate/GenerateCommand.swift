internal import Settings
internal import Adapter
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Kafka
internal import SyntheticEvents
internal import TestPKI
internal import TimeReport

struct GenerateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Generates synthetic reports and events, signed with throw-away certificates.",
    discussion: """
      The same seed, certificates and day give the same events. Without --publish, events are written one per line in \
      structured mode. Bad events that cannot be written as a line are skipped and listed on standard error.

      Examples:
        elt-simulator generate --pki pki --count 1 > event.json
        elt-simulator generate --list-bad
        elt-simulator generate --pki pki --bad "signature of another person" > bad.json
        elt-simulator generate --kind mixed --pki pki --count 1000 --publish --kafka-bootstrap-servers 127.0.0.1:9092
      """
  )

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case report, prepare, submit, resolve, bad, mixed
  }

  @Option(help: "What to make: mixed makes prepare and submit events, bad makes one event of every bad kind.")
  var kind = Kind.submit

  @Option(
    help: ArgumentHelp(
      "Makes only the bad event with this label, regardless of --kind; may be repeated.",
      valueName: "label"
    )
  )
  var bad: [String] = []

  @Flag(help: "Lists the label and expected problem code of every bad event.")
  var listBad = false

  @Option(help: "The number of events; ignored for bad events.")
  var count = 10

  @Option(help: "The seed of the random generator.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("The directory of the throw-away certificates (elt-simulator pki).", valueName: "dir")
  )
  var pki: String?

  @Flag(help: "Omits the provider's signature, so that the adapter makes it.")
  var withoutProviderSignature = false

  @Option(help: "The form of OCSP responses: as the standards have it, or as BankID's production answers.")
  var ocspForm = OCSPForm.standard

  @Flag(help: "Signs texts with BankID's simple Markdown.")
  var formattedText = false

  @Flag(help: "Publishes the events to the request topic.")
  var publish = false

  @Option(name: .shortAndLong, help: "The file to write the events to; standard output by default.")
  var output: String?

  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    if listBad { return }
    guard (1...1_000_000).contains(count) else { throw ValidationError("--count must be 1 to 1000000") }
    guard pki != nil || kind == .report else {
      throw ValidationError("--pki is required; make the certificates with `elt-simulator pki pki`")
    }
    if kind == .report, !bad.isEmpty { throw ValidationError("--kind report makes no event; remove --bad") }
    if kind == .report, publish {
      throw ValidationError("--kind report makes no event to publish; choose another kind")
    }
  }

  func run() async throws {
    if listBad { return BadKinds.list() }
    let kinds = try bad.isEmpty ? BadEvent.catalogue : BadKinds.labelled(bad)
    let today = SwedishTime.date(at: AdapterClock.system.seconds)
    if kind == .report {
      var generator = ReportGenerator(
        seed: seed,
        months: [today.calendarMonth.firstDay.adding(days: -1).calendarMonth]
      )
      let lines = (0..<count).map { _ in generator.report().encoded() + [UInt8(ascii: "\n")] }
      return try Console.write(Array(lines.joined()), to: output)
    }
    let events: [GeneratedEvent]
    do {
      var generator = EventGenerator(seed: seed, today: today, pki: try ThrowawayPKI.load(from: pki ?? ""))
      generator.alwaysStructured = !publish
      generator.ocspForm = ocspForm
      generator.formatsTexts = formattedText
      generator.omitsProviderSignature = withoutProviderSignature
      events = try await SlowProgress.whileWaiting(for: "\(count) events to be generated") {
        try make(with: &generator, kinds)
      }
    } catch let error as ThrowawayPKIError {
      throw CommandFailure(.usage, "\(error)")
    }
    if publish {
      try await send(events)
    } else {
      let lines = try BadKinds.lines(events, skipping: bad.isEmpty)
      try Console.write(Array(lines.map { $0 + [UInt8(ascii: "\n")] }.joined()), to: output)
    }
  }

  private func make(with generator: inout EventGenerator, _ kinds: [BadEvent]) throws -> [GeneratedEvent] {
    switch bad.isEmpty ? kind : .bad {
    case .bad: return try kinds.map { try generator.bad($0) }
    case .mixed: return try generator.good(count)
    case .prepare: return (0..<count).map { _ in generator.prepare() }
    case .resolve: return (0..<count).map { _ in generator.resolve() }
    case .report, .submit:
      var events: [GeneratedEvent] = []
      for _ in 0..<count { events.append(try generator.submit()) }
      return events
    }
  }

  private func send(_ events: [GeneratedEvent]) async throws {
    let configuration = try await options.load()
    let telemetry = Telemetry(logger: configuration.log.quiet())
    let topic = configuration.topics.requests
    do {
      let producer = try KafkaProducer(configuration.kafkaClient(named: "generate", telemetry: telemetry))
      let records = events.map { event in
        ProducerRecord(
          topic: topic,
          partition: nil,
          key: event.key,
          value: event.value,
          headers: event.headers.map { RecordHeader(name: $0.name, value: $0.value) }
        )
      }
      _ = try await SlowProgress.whileWaiting(for: "the brokers") { try await producer.send(records) }
      await producer.close()
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    Console.line("Published \(events.count) events to \(topic).")
  }
}
