internal import ArgumentParser
internal import TestSupport

/// Publishes hostile input while valid events flow, and checks that every valid event is answered and that nothing else
/// happens.
struct HostileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hostile")

  @Option(help: "How long to publish, in seconds. Each round of at most 100 s starts a new broker.")
  var seconds = 60

  @Option(help: "The seed of the random choices; their timing still varies.")
  var seed: UInt64?

  func validate() throws {
    guard seconds > 0 else { throw ValidationError("the time must be at least one second") }
  }

  func run() async throws {
    let seed = seed ?? .random(in: 1...999_999)
    printLine("SEED=\(seed), \(seconds) s")
    var total = HostileTally()
    var left = seconds
    var round: UInt64 = 0
    while left > 0 {
      let length = min(left, Self.roundLength)
      let tally = try await HostileRound(seed: seed &+ round &* 1000, duration: .seconds(length)).run()
      left -= length
      round += 1
      total.add(tally)
      printLine(
        "round \(round): \(tally.good) valid events, \(tally.hostile.values.reduce(0, +)) hostile records, "
          + "\(tally.tally.findings.count) findings, \(tally.peakMemory >> 20) MiB"
      )
      for finding in tally.tally.findings.prefix(20) {
        printLine("  \(finding.kind.rawValue): \(finding.text)")
      }
      if let explanation = tally.tally.explanation { printLine("  details: \(explanation)") }
    }
    printLine("\n" + total.table + "\n\nSEED=\(seed)")
    if !total.tally.findings.isEmpty { throw ExitCode.failure }
  }

  /// The test broker keeps all records in one file, and the records of a round are read again and again.
  private static let roundLength = 100
}
