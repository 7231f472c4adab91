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
    let message: String
    /// Nil if the finding does not fail the check.
    let status: ExitStatus?
    /// Set if a certificate needs attention.
    let mark: ExpiryMark?
    /// True for another finding that needs attention but does not fail the check.
    var warning: Bool?
    let ok: Bool

    private enum CodingKeys: String, CodingKey { case check, ok, message, mark, warning }

    init(check: String, message: String, mark: ExpiryMark? = nil) {
      (self.check, self.message, self.mark) = (check, message, mark)
      (status, ok) = (nil, true)
    }

    init(check: String, warning: String) {
      self.init(check: check, message: warning)
      self.warning = true
    }

    init(check: String, problem: String, _ status: ExitStatus) {
      (self.check, message, self.status) = (check, problem, status)
      (mark, ok) = (nil, false)
    }

    /// Padded to a fixed width.
    var kind: String {
      let word = warning == true ? "WARNING" : ok ? mark?.word ?? "ok" : "PROBLEM"
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
    report.add(Finding(check: "configuration", message: "read and consistent"))
    report.add(
      configuration.warnings.map {
        Finding(check: "configuration", warning: $0.description)
      }
    )
    report.add(
      options.unknownVariables().map {
        Finding(check: "environment", warning: "unknown ELT_ADAPTER_ variable \($0)")
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
      return Finding(check: name, message: try body())
    } catch {
      return Finding(check: name, problem: "\(error)", .usage)
    }
  }

  /// An unsynchronised clock is reported but does not fail the check, because its time may still be right.
  private func clock() -> Finding {
    let health = ClockHealth.now
    return health.isSynchronised
      ? Finding(check: "clock", message: health.sentence)
      : Finding(check: "clock", warning: health.sentence)
  }
}
