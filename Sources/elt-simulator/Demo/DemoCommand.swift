internal import Settings
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import ELTSimulator
internal import EmbeddedBroker
internal import Foundation
internal import Kafka
internal import Logging
internal import SyntheticEvents
internal import TestPKI
internal import TimeReport

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract:
      "Runs the adapter against an embedded broker and the ELT simulator with 60 good and bad reports.",
    discussion: """
      Exits with 0 only if every report got exactly one outcome and it was the expected one.

      Examples:
        elt-simulator demo
        elt-simulator demo --page 8080
      """
  )

  @Flag(help: "Prints JSON.")
  var json = false

  @Flag(help: "Writes the adapter's log to standard error.")
  var log = false

  @Option(
    help: ArgumentHelp(
      "Keeps running afterwards and serves the status page on this port of 127.0.0.1 until SIGTERM or SIGINT.",
      valueName: "port"
    )
  )
  var page: Int?

  func validate() throws {
    guard (1...65535).contains(page ?? 1) else { throw ValidationError("a port must be 1 to 65535") }
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
    printLine("Making throw-away certificates…")
    let pki = try ThrowawayPKI.make()
    let today = SwedishTime.date(at: AdapterClock.system.seconds)
    let cases = try DemoPlan.cases(pki: pki, today: today)
    let world = try await DemoWorld.make(pki: pki, cases: cases, adminPort: page ?? 0, logger: logger)
    printLine(
      "Broker on \(world.cluster.bootstrapServers), ELT simulator on \(world.configuration.elt.url ?? "")"
    )
    printLine("Publishing \(cases.count) events to \(world.configuration.topics.requests)…")
    let showsProgress = !json && Console.isTerminal
    let results = try await world.run(cases, within: .seconds(60)) { ended in
      if showsProgress { Console.write(Array("\r\(DemoTable.bar(ended, of: cases.count))".utf8)) }
    } afterwards: { results in
      if showsProgress { Console.line() }
      try printResults(results, simulator: "\(world.simulator.summary)", took: ContinuousClock.now - started)
      if let page {
        printLine("The status page is on http://127.0.0.1:\(page)/. Press Ctrl-C to stop.")
        await StopSignal.wait()
      }
    }
    await world.stop()
    guard results.allSatisfy(\.isAsExpected) else {
      throw CommandFailure(
        .environment,
        "the demo failed: some reports got no outcome, several, or an unexpected one"
      )
    }
  }

  private func printResults(_ results: [DemoResult], simulator: String, took: Duration) throws {
    if json { return try Console.json(rows(of: results)) }
    DemoTable.lines(results, usesColour: Console.usesColour).forEach { Console.line($0) }
    let good = results.count(where: \.isAsExpected)
    Console.line("\nThe simulator received \(simulator)")
    Console.line(
      "\(good) of \(results.count) reports got exactly one outcome, as expected, in "
        + "\(Int((took / .seconds(1)).rounded())) s."
    )
  }

  private func printLine(_ text: String) {
    if !json { Console.line(text) }
  }

  private func rows(of results: [DemoResult]) -> [Row] {
    results.map { result in
      Row(
        report: result.demoCase.event.reportId?.text ?? "",
        label: result.demoCase.label,
        outcome: result.ends.map(\.name).joined(separator: " + "),
        detail: result.ends.map(\.detail).joined(separator: " + "),
        seconds: (result.ends.first?.after ?? .zero) / .seconds(1),
        asExpected: result.isAsExpected
      )
    }
  }
}
