internal import Adapter
internal import Settings
internal import Operations
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import Foundation

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Checks configuration, certificates, brokers, topics and the connection to ELT, without sending a report.",
    discussion: """
      Examples:
        elt-adapter check --config elt-adapter.yaml
        elt-adapter check --print --config elt-adapter.yaml
      """
  )

  @Flag(
    help:
      "Prints the effective configuration and the origin of every setting, without secrets; checks nothing else."
  )
  var print = false

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  struct Finding: Encodable {
    let check: String
    let ok: Bool
    let message: String
    let status: ExitStatus?
    /// Set if the finding is good now but a certificate expires soon.
    var mark: ExpiryMark?

    private enum CodingKeys: String, CodingKey { case check, ok, message, mark }

    /// Padded to a fixed width.
    var kind: String {
      let word = ok ? mark?.word ?? "ok" : "PROBLEM"
      return word.padding(toLength: 7, withPad: " ", startingAt: 0)
    }
  }

  /// The findings so far. Text output prints each finding immediately, because some checks wait a long time for an answer.
  struct Report {
    let isJSON: Bool
    private(set) var findings: [Finding] = []

    mutating func add(_ found: Finding...) { add(found) }

    mutating func add(_ found: [Finding]) {
      findings += found
      if isJSON { return }
      for finding in found {
        Console.line("\(finding.kind) \(finding.check): \(finding.message)")
      }
    }

    var isGoodSoFar: Bool { findings.last?.ok == true }
  }

  func run() async throws {
    if print { return try show(await options.loadWithOrigins()) }
    let configuration = try await options.load()
    let telemetry = Telemetry(logger: configuration.log.quiet())
    var report = Report(isJSON: json)
    report.add(Finding(check: "configuration", ok: true, message: "read and consistent", status: nil))
    report.add(
      configuration.warnings.map {
        Finding(check: "configuration", ok: false, message: $0.description, status: nil)
      }
    )
    report.add(
      options.unknownVariables().map {
        Finding(check: "environment", ok: false, message: "unknown ELT_ADAPTER_ variable \($0)", status: nil)
      }
    )
    if configuration.roles.contains(.intake) {
      report.add(
        check("signatures") {
          _ = try configuration.signatureVerifier()
          return configuration.signatures.personRootsFile == nil
            ? "no person roots: a signature of any chain is accepted; set signatures.personRootsFile in production"
            : "the trusted roots are readable"
        }
      )
      // Unreadable roots have already been reported.
      if report.isGoodSoFar { report.add(organisation(configuration)) }
    }
    if configuration.roles.contains(.intake),
      let finding = await SlowProgress.whileWaiting(for: "the OCSP responder", { await ocsp(configuration) })
    {
      report.add(finding)
    }
    report.add(clock())
    await kafka(configuration, telemetry, &report)
    if configuration.roles.contains(.submit) {
      report.add(await SlowProgress.whileWaiting(for: "ELT") { await elt(configuration) })
    }
    if json { try Console.json(report.findings) }
    if let worst = report.findings.compactMap(\.status).max(by: { $0.rawValue < $1.rawValue }) {
      throw CommandFailure(worst)
    }
  }

  private func show(_ settings: [EffectiveSetting]) throws {
    if json { return try Console.json(settings) }
    for setting in settings { Console.line(setting.line) }
  }

  private func check(_ name: String, _ body: () throws -> String) -> Finding {
    do {
      return Finding(check: name, ok: true, message: try body(), status: nil)
    } catch {
      return Finding(check: name, ok: false, message: "\(error)", status: .usage)
    }
  }

  /// An unsynchronised clock is reported but does not fail the check, because its time may still be right.
  private func clock() -> Finding {
    let health = ClockHealth.now
    return Finding(check: "clock", ok: health.isSynchronised, message: health.sentence, status: nil)
  }
}
