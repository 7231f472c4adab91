internal import ArgumentParser
internal import Foundation

/// Measures what the goals in docs/performance.md are about. It judges nothing by its exit status: a machine that is busy
/// or slow is no fault of the code, so what is compared are ratios taken in the same run.
@main
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "elt-adapter-bench")

  @Option(
    help: "What to measure: \(Part.allCases.map(\.rawValue).joined(separator: ", ")). All of them by default."
  )
  var only: [Part] = Part.allCases

  @Flag(help: "A JSON object a line instead of a table.")
  var json = false

  enum Part: String, ExpressibleByArgument, CaseIterable {
    /// First: it looks at this process's own memory.
    case ledger
    case report, signature, process
  }

  func run() async throws {
    if !json { say(Measurement.heading) }
    for part in Part.allCases where only.contains(part) {
      let measurements =
        switch part {
        case .ledger: try await LedgerBench().run()
        case .report: try ReportBench().run()
        case .signature: try SignatureBench().run()
        case .process: try await ProcessBench().run()
        }
      for measurement in measurements { say(json ? try measurement.json() : measurement.row) }
    }
  }

  private func say(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }
}
