internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Sends dead letters back to their source topics.",
    discussion: """
      Each dead letter is sent back once and marked in the same transaction; later runs skip it unless --again is given. A \
      failed report goes back to the outbox, and the ledger decides whether it is sent. Filters of different kinds must all \
      match. Times are Swedish unless they have an offset.

      Examples:
        elt-adapter replay --dry-run --config elt-adapter.yaml
        elt-adapter replay --code elt.server-fault --from 2026-11-02T08:00 --config elt-adapter.yaml
        elt-adapter replay --offset 0:17 --offset 0:19 --include-parked --config elt-adapter.yaml
      """
  )

  @Option(help: "Selects dead letters with this code; may be repeated.")
  var code: [String] = []

  @Option(help: "Selects dead letters from this source topic; may be repeated.")
  var sourceTopic: [String] = []

  @Option(help: "Selects dead letters written at or after this day or time.")
  var from: String?

  @Option(help: "Selects dead letters written before this time, or until the end of this day.")
  var to: String?

  @Option(help: ArgumentHelp("Selects this dead letter; may be repeated.", valueName: "partition:offset"))
  var offset: [String] = []

  @Flag(help: "Shows what would be replayed without sending.")
  var dryRun = false

  @Option(help: "The maximum number of dead letters to send.")
  var max = ReplayOptions.defaultMaximum

  @Option(help: "Parks a dead letter that has come back this many times; parked dead letters are not sent.")
  var parkAfter = ReplayOptions.defaultParkAfter

  @Flag(help: "Also sends parked dead letters.")
  var includeParked = false

  @Flag(help: "Also sends dead letters that were replayed before.")
  var again = false

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  func validate() throws { _ = try replayOptions() }

  private func replayOptions() throws -> ReplayOptions {
    guard max >= 1, parkAfter >= 1 else { throw ValidationError("--max and --park-after must be at least 1") }
    var result = ReplayOptions()
    result.codes = Set(code)
    result.sourceTopics = Set(sourceTopic)
    result.from = try from.map { try moment($0, "--from") }
    result.until = try to.map { text in
      // A day includes all of that day.
      let day = CalendarDate(text).map { "\($0.adding(days: 1))" }
      return try moment(day ?? text, "--to")
    }
    result.places = Set(
      try offset.map {
        guard let place = DeadLetterPlace($0) else {
          throw ValidationError("--offset must be PARTITION:OFFSET, for example 0:17")
        }
        return place
      }
    )
    (result.maximum, result.parkAfter) = (max, parkAfter)
    (result.includesParked, result.includesReplayed, result.isDryRun) = (includeParked, again, dryRun)
    return result
  }

  private func moment(_ text: String, _ option: String) throws -> Timestamp {
    guard let moment = SwedishTime.moment(text) else {
      throw ValidationError(
        "\(option) must be a day (2026-11-02) or a time (2026-11-02T08:00, with or without an offset)"
      )
    }
    return moment
  }

  func run() async throws {
    let configuration = try await options.load()
    let telemetry = Telemetry(logger: configuration.log.quiet())
    let report: ReplayReport
    let slow = SlowProgress()
    do {
      report = try await Replayer(configuration, telemetry: telemetry).run(try replayOptions()) {
        read,
        replayed in
        slow.report("\(read) records read, \(replayed) sent back …")
      }
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    if json { return try Console.json(report) }
    for line in report.lines { Console.line(line) }
  }
}
