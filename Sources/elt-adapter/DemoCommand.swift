internal import Settings
internal import Telemetry
internal import ArgumentParser
internal import ELTSimulator
internal import Foundation
internal import Kafka
internal import Logging
internal import TimeReport

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Shows all of it in one process: broker, ELT simulator, adapter, 60 reports, good and bad.",
    discussion: """
      Exits with 0 only if every report got exactly one outcome, and the expected one.

      Examples:
        elt-adapter demo
        elt-adapter demo --page 8080
      """
  )

  @Flag(help: "Prints JSON.")
  var json = false

  @Flag(help: "Shows the adapter's log on standard error.")
  var log = false

  @Option(
    help: ArgumentHelp(
      "Goes on afterwards, with the status page on this port of 127.0.0.1, until it is told to stop.",
      valueName: "port"
    )
  )
  var page: Int?

  func validate() throws {
    guard (1...65535).contains(page ?? 1) else { throw ValidationError("a port is 1 to 65535") }
  }

  private struct Row: Encodable {
    let report: String
    let label: String
    let outcome: String
    let detail: String
    let seconds: Double
    let asExpected: Bool
  }

  func run() async throws {
    var handler = LineLogHandler(label: "demo", format: .text)
    handler.logLevel = log ? .info : .critical
    let logger = Logger(label: "demo") { [handler] _ in handler }
    let started = ContinuousClock.now
    say("Making throw-away certificates…")
    let pki = try ThrowawayPKI.make()
    let today = SwedishTime.date(at: Int(AdapterClock.system.wall() / 1000))
    let cases = try DemoPlan.cases(pki: pki, today: today)
    let world = try await DemoWorld.make(pki: pki, cases: cases, adminPort: page ?? 0, logger: logger)
    say("Broker on \(world.cluster.bootstrapServers), ELT simulator on \(world.configuration.elt.url ?? "")")
    say("Publishing \(cases.count) events to \(world.configuration.topics.requests)…")
    let showsProgress = !json && Console.isTerminal
    let results = try await world.run(cases, within: .seconds(60)) { ended in
      if showsProgress { Console.write(Array("\r\(DemoTable.bar(ended, of: cases.count))".utf8)) }
    } afterwards: { results in
      if showsProgress { Console.line() }
      try tell(results, simulator: "\(world.simulator.summary)", took: ContinuousClock.now - started)
      if let page {
        say("The status page is on http://127.0.0.1:\(page)/ until this is told to stop (Ctrl-C).")
        await StopSignal.wait()
      }
    }
    await world.stop()
    guard results.allSatisfy(\.isAsExpected) else {
      throw CommandFailure(.environment, "the demo did not go as expected")
    }
  }

  private func tell(_ results: [DemoResult], simulator: String, took: Duration) throws {
    if json { return try Console.json(rows(of: results)) }
    DemoTable.lines(results, usesColour: Console.usesColour).forEach { Console.line($0) }
    let good = results.count(where: \.isAsExpected)
    Console.line("\nThe simulator saw \(simulator)")
    Console.line(
      "\(good) of \(results.count) reports got exactly one outcome, the expected one, in "
        + "\(Int((took / .seconds(1)).rounded())) s."
    )
  }

  private func say(_ text: String) {
    if !json { Console.line(text) }
  }

  private func rows(of results: [DemoResult]) -> [Row] {
    results.map { result in
      Row(
        report: result.demoCase.event.reportId ?? "",
        label: result.demoCase.label,
        outcome: result.ends.map(\.name).joined(separator: " + "),
        detail: result.ends.map(\.detail).joined(separator: " + "),
        seconds: (result.ends.first?.after ?? .zero) / .seconds(1),
        asExpected: result.isAsExpected
      )
    }
  }
}
