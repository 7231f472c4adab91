internal import Settings
internal import ArgumentParser
internal import Foundation

/// Kills running instances of the adapter and then checks that no report was lost and none was sent twice without a warning.
struct CrashTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "kill")

  @Option(help: "The number of times an instance is killed, or suspended and continued.")
  var kills = 50

  @Option(help: "The number of instances that run at the same time.")
  var instances = 2

  @Option(help: "The seed of the random choices; their timing still varies.")
  var seed: UInt64?

  @Option(
    help:
      "The number of kills per round; each round starts a new broker and has its own kind of faulty answers."
  )
  var killsPerRound = 7

  func validate() throws {
    guard kills > 0, instances > 0, killsPerRound > 0 else {
      throw ValidationError("every number must be at least 1")
    }
  }

  func run() async throws {
    let seed = seed ?? .random(in: 1...999_999)
    printLine("seed \(seed), \(kills) kills, \(instances) instances")
    var total = Tally()
    var round = 0
    // Every kind of faulty answer gets a round, if necessary with one kill.
    while total.kills < kills || round <= AnswerFault.allCases.count {
      let tally = try await Round(
        seed: seed &+ UInt64(round) &* 1000,
        kills: max(1, min(killsPerRound, kills - total.kills)),
        instances: instances,
        inDoubt: round % 3 == 2 ? .resend : .hold,
        focus: AnswerFault.focus(ofRound: round)
      ).run()
      round += 1
      total.add(tally)
      printLine(
        "round \(round): \(tally.kills) kills, \(tally.reports) reports, \(tally.lost) lost, "
          + "\(tally.sentTwiceUnreported) sent twice unreported, \(tally.others) other findings, \(tally.inDoubt) in doubt"
      )
      for finding in tally.findings.prefix(20) { printLine("  \(finding.kind.rawValue): \(finding.text)") }
      if let explanation = tally.explanation { printLine("  details: \(explanation)") }
    }
    let pace = try await PaceRound(seed: seed, instances: instances).run()
    printLine("\n" + total.table + "\n" + pace.line + "\n\nseed \(seed)")
    if !total.findings.isEmpty || pace.isTooFast { throw ExitCode.failure }
  }
}

func printLine(_ text: String) {
  try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
}
