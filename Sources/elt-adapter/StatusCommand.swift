internal import Settings
internal import Adapter
internal import Operations
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows the state of all instances, or the history of one report.",
    usage:
      "elt-adapter status [<report-id>] [--json] [--watch] [--time-limit <seconds>] [--config <config>] [<key value> ...]",
    discussion: """
      Reads topics only: the command joins no group, writes nothing, and works while the adapter and ELT are down. It reads to \
      the end as of its start. What it could not read within the time limit is listed as NOT READ.

      With a report id it shows the states, the outcomes with their causes, and the decisions with who decided and why. \
      Outcomes and decisions are found if the report id is the key of their records.

      Examples:
        elt-adapter status --config elt-adapter.yaml
        elt-adapter status --watch --config elt-adapter.yaml
        elt-adapter status 4a8db4b8-bc29-4406-901c-3f69298cabe3 --config elt-adapter.yaml
      """
  )

  @Flag(help: "Prints JSON.")
  var json = false

  @Flag(
    help:
      "Repeats the output every two seconds until interrupted; with a report id, until its state is final."
  )
  var watch = false

  @Option(help: ArgumentHelp("The time limit, in seconds.", valueName: "seconds"))
  var timeLimit = Int(StatusReader.defaultTimeLimit.components.seconds)

  @OptionGroup var options: ConfigurationOptions

  /// The report's id and the settings. A separate optional argument would consume settings.
  private func arguments() throws -> (reportId: String?, options: ConfigurationOptions) {
    var rest = options
    let words = rest.settings
    let isWord = words.indices.filter { index in
      let followsKey = index > 0 && words[index - 1].hasPrefix("--") && !words[index - 1].contains("=")
      return !words[index].hasPrefix("-") && !followsKey
    }
    guard isWord.count <= 1 else { throw ValidationError("give at most one report id") }
    guard let index = isWord.first else { return (nil, rest) }
    return (rest.settings.remove(at: index), rest)
  }

  func validate() throws {
    guard (1...86_400).contains(timeLimit) else { throw ValidationError("--time-limit must be 1 to 86400") }
    _ = try arguments()
  }

  func run() async throws {
    let (reportId, options) = try arguments()
    let configuration = try await options.load()
    let reader = StatusReader(
      configuration,
      telemetry: Telemetry(logger: configuration.log.quiet()),
      timeLimit: .seconds(timeLimit)
    )
    let slow = SlowProgress()
    let progress: StatusReader.Progress = { topic, read in slow.report("\(topic): \(read) records read …") }
    while true {
      let isFinal: Bool
      if let reportId {
        isFinal = try await printHistory(reportId, reader, progress)
      } else {
        try await printOverview(configuration, reader, progress)
        isFinal = false
      }
      if !watch || isFinal { return }
      try await Task.sleep(for: .seconds(2))
    }
  }

  private func startPicture() {
    if watch, !json, Console.isTerminal { Console.write(Array("\u{1B}[H\u{1B}[2J".utf8)) }
  }

  private func printOverview(
    _ configuration: AdapterConfiguration,
    _ reader: StatusReader,
    _ progress: @escaping StatusReader.Progress
  ) async throws {
    let status = try await reading {
      try await reader.overview(
        certificates: configuration.certificates(at: AdapterClock.system.seconds),
        progress: progress
      )
    }
    startPicture()
    if json { try Console.json(status) } else { for line in status.lines { Console.line(line) } }
    if !status.unread.isEmpty, !watch { throw CommandFailure(.environment) }
  }

  /// - Returns: Whether the state of the report is final.
  private func printHistory(
    _ reportId: String,
    _ reader: StatusReader,
    _ progress: @escaping StatusReader.Progress
  )
    async throws -> Bool
  {
    guard let id = ReportId(reportId.lowercased()) else {
      throw CommandFailure(.refused, "unknown report: a report id is a UUID")
    }
    let history = try await reading { try await reader.history(of: id, progress: progress) }
    guard let history else {
      throw CommandFailure(
        .refused,
        "unknown report: the ledger, the outcomes and the requests have nothing with this id"
      )
    }
    startPicture()
    if json { try Console.json(history) } else { for line in history.lines { Console.line(line) } }
    if !history.unread.isEmpty, !watch { throw CommandFailure(.environment) }
    return history.isFinal
  }

  private func reading<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
  }
}
