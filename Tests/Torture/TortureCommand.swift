internal import Settings
internal import ArgumentParser
internal import ELTSimulator
internal import Foundation

/// Kills instances of the adapter while they work, and then counts: nothing may be lost, nothing sent twice unseen.
@main
struct TortureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "elt-adapter-torture")

  @Option(help: "How many times an instance is killed, or stopped and continued.")
  var kills = 50

  @Option(help: "How many instances run at a time.")
  var instances = 2

  @Option(help: "Repeats the choices of a run; what comes of them still depends on the moment.")
  var seed: UInt64?

  @Option(help: "Kills between two clean starts of the broker, which keeps all it was ever told.")
  var killsPerRound = 20

  func validate() throws {
    guard kills > 0, instances > 0, killsPerRound > 0 else { throw ValidationError("numbers are from 1") }
  }

  func run() async throws {
    let seed = seed ?? .random(in: 1...999_999)
    say("seed \(seed), \(kills) kills, \(instances) instances")
    var total = Tally()
    var round = 0
    while total.kills < kills {
      let tally = try await Round(
        seed: seed &+ UInt64(round) &* 1000,
        kills: min(killsPerRound, kills - total.kills),
        instances: instances,
        inDoubt: round % 3 == 2 ? .resend : .hold
      ).run()
      round += 1
      total.add(tally)
      say(
        "round \(round): \(tally.kills) kills, \(tally.reports) reports, \(tally.lost) lost, "
          + "\(tally.sentTwiceUnseen) sent twice unseen, \(tally.others) other findings, \(tally.inDoubt) in doubt"
      )
      for finding in tally.findings.prefix(20) { say("  \(finding.kind.rawValue): \(finding.text)") }
      if let explanation = tally.explanation { say("  what happened to them: \(explanation)") }
    }
    let pace = try await PaceRound(seed: seed, instances: instances).run()
    say("\n" + total.table + "\n" + pace.line + "\n\nseed \(seed)")
    if !total.findings.isEmpty || pace.isTooFast { throw ExitCode.failure }
  }

  private func say(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }
}
