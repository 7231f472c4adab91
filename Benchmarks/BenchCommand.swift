internal import ArgumentParser
internal import Foundation

/// Measures the goals of docs/performance.md. The exit status does not depend on the results, because absolute times depend on
/// the machine. Comparisons therefore use ratios that are measured in the same run.
@main
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "elt-adapter-bench")

  @Option(
    help: "What to measure: \(Part.allCases.map(\.rawValue).joined(separator: ", ")). All of them by default."
  )
  var only: [Part] = Part.allCases

  @Flag(help: "Print one JSON object per line instead of a table.")
  var json = false

  enum Part: String, ExpressibleByArgument, CaseIterable {
    /// Runs first, because it measures the memory of this process.
    case ledger
    case report, signature, process, throughput
  }

  func run() async throws {
    if !json { printLine(Measurement.heading) }
    for part in Part.allCases where only.contains(part) {
      let measurements =
        switch part {
        case .ledger: try await LedgerBench().run()
        case .report: try ReportBench().run()
        case .signature: try SignatureBench().run()
        case .process: try await ProcessBench().run()
        case .throughput: try await ThroughputBench().run()
        }
      for measurement in measurements { printLine(json ? try measurement.json() : measurement.row) }
    }
  }

  private func printLine(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }
}
