internal import Adapter
internal import ArgumentParser
internal import Credentials
internal import ELT
internal import Foundation
internal import Kafka
internal import Signatures

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

  @Flag(help: "Shows every setting as it holds and where it came from, without secrets; checks nothing else.")
  var print = false

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  private struct Finding: Encodable {
    let check: String
    let ok: Bool
    let message: String
    let status: ExitStatus?

    private enum CodingKeys: String, CodingKey { case check, ok, message }
  }

  /// What was found so far. People see it as it comes: some of what is asked takes long to answer, or never does.
  private struct Report {
    let isJSON: Bool
    private(set) var findings: [Finding] = []

    mutating func add(_ found: Finding...) { add(found) }

    mutating func add(_ found: [Finding]) {
      findings += found
      if isJSON { return }
      for finding in found {
        Console.line("\(finding.ok ? "ok     " : "PROBLEM") \(finding.check): \(finding.message)")
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
        Finding(check: "environment", ok: false, message: "\($0) names no setting", status: nil)
      }
    )
    if configuration.roles.contains(.prepare) {
      report.add(
        check("signatures") {
          _ = try configuration.signatureVerifier()
          let roots =
            configuration.signatures.personRootsFile == nil
            ? "no person roots: a signature of any chain passes, production must set them"
            : "the roots that signatures in events must lead to can be read"
          let signer = try configuration.organisationSigner()
          let organisation =
            signer.map {
              "the organisation's certificate and key fit together, \(validity(until: $0.certificateEnd))"
            } ?? "no organisation certificate: provider signatures must come in the event"
          return "\(roots); \(organisation)"
        }
      )
    }
    if configuration.roles.contains(.prepare),
      let finding = await SlowProgress.whileWaiting(for: "the OCSP responder", { await ocsp(configuration) })
    {
      report.add(finding)
    }
    report.add(clock())
    report.add(
      await SlowProgress.whileWaiting(for: "the brokers") { await brokers(configuration, telemetry) }
    )
    if report.isGoodSoFar {
      report.add(
        await SlowProgress.whileWaiting(for: "the topics' settings") {
          await topics(configuration, telemetry)
        }
      )
    }
    if report.isGoodSoFar {
      report.add(
        await SlowProgress.whileWaiting(for: "the brokers' word on rights") {
          await rights(configuration, telemetry)
        }
      )
    }
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

  /// Nil where the organisation does not sign, or cannot, which is told elsewhere.
  private func ocsp(_ configuration: AdapterConfiguration) async -> Finding? {
    guard let signer = try? configuration.organisationSigner() else { return nil }
    do {
      try await signer.checkStatus(now: Int(AdapterClock.system.wall() / 1000))
      let message = "the responder vouches for the organisation's certificate (\(signer.responderURL))"
      return Finding(check: "ocsp", ok: true, message: message, status: nil)
    } catch {
      let message = "\(error) (\(signer.responderURL))"
      return Finding(check: "ocsp", ok: false, message: message, status: .environment)
    }
  }

  private func brokers(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async -> Finding {
    do {
      let brokers = try await KafkaAdmin.with(configuration.kafkaClient(named: "check", telemetry: telemetry))
      {
        try await $0.brokers()
      }
      return Finding(check: "brokers", ok: true, message: "\(brokers.count) reachable", status: nil)
    } catch {
      return Finding(check: "brokers", ok: false, message: "\(error)", status: .environment)
    }
  }

  private func topics(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async -> [Finding] {
    do {
      let problems = try await TopicsCommand.problems(configuration, telemetry: telemetry)
      if problems.isEmpty {
        return [Finding(check: "topics", ok: true, message: "as they must be", status: nil)]
      }
      return problems.map { Finding(check: "topics", ok: false, message: $0, status: .usage) }
    } catch {
      let message = (error as? CommandFailure)?.message ?? "\(error)"
      return [Finding(check: "topics", ok: false, message: message, status: .environment)]
    }
  }

  private func rights(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async -> [Finding] {
    let kafka = configuration.kafkaClient(named: "check", telemetry: telemetry)
    let problems = await RightsCheck(configuration, kafka: kafka).problems()
    if problems.isEmpty {
      let message = "topics can be read, groups asked and transactions begun; writing is not tried"
      return [Finding(check: "rights", ok: true, message: message, status: nil)]
    }
    return problems.map { Finding(check: "rights", ok: false, message: $0, status: .environment) }
  }

  /// A clock that may be wrong is told of and fails nothing: it may as well be right.
  private func clock() -> Finding {
    let health = ClockHealth.now
    return Finding(check: "clock", ok: health.isGood, message: health.sentence, status: nil)
  }

  private func validity(until end: Credential.End) -> String {
    let status = CertificateStatus("", end, at: Int(AdapterClock.system.wall() / 1000))
    let issuers = end.isIssuers ? ", until its issuer's certificate ends" : ""
    return "valid for \(status.daysLeft) more days (\(status.expiresOn))\(issuers)"
  }

  private func elt(_ configuration: AdapterConfiguration) async -> [Finding] {
    let client: ELTClient
    do {
      client = try ELTClient(try configuration.eltClient())
    } catch {
      return [Finding(check: "elt certificates", ok: false, message: "\(error)", status: .usage)]
    }
    let issuers =
      client.hasIssuers
      ? "" : "; its issuers are not in its file: where the handshake fails, put their certificates after it"
    let certificate = Finding(
      check: "elt certificates",
      ok: true,
      message: "the client certificate is \(validity(until: client.clientCertificateEnd))\(issuers)",
      status: nil
    )
    let failure = await client.handshake()
    await client.shutdown()
    let handshake = Finding(
      check: "elt connection",
      ok: failure == nil,
      message: failure?.sentence ?? "the TLS handshake succeeds",
      status: failure == nil ? nil : .environment
    )
    return [certificate, handshake]
  }
}
